import { expect } from '@jest/globals';

/** The `HttpRefusal` of a status, a code and a whole sentence, as `toThrow` takes it. */
export const httpRefused = (statusCode: number, code: string, message: string): unknown =>
  expect.objectContaining({ name: 'HttpRefusal', statusCode, code, message });
