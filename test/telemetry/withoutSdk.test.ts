import { expect, it } from '@jest/globals';
import { trace } from '@opentelemetry/api';
import { startTestServer } from '../gateway/testServer.js';
import { hasTracing, inSpan, inSpanNow } from '../../src/telemetry/tracing/spans.js';

it('without an SDK describes no span, and does what is to be done', async () => {
  expect(hasTracing()).toBe(false);
  const describe = (): never => {
    throw new Error('A span was described that nobody records');
  };
  expect(await inSpan(describe, async () => trace.getActiveSpan())).toBeUndefined();
  expect(inSpanNow(describe, () => 7)).toBe(7);
  await expect(inSpan(describe, async () => Promise.reject(new Error('its own')))).rejects.toThrow('its own');
});

it('without an SDK the log has no ids of traces, and a traceparent is let be', async () => {
  const server = await startTestServer();
  try {
    const traceparent = '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01';
    expect((await server.post('{ __typename }', {}, { traceparent })).status).toBe(200);
    expect(server.logText()).not.toContain('traceId');
  } finally {
    await server.stop();
  }
});
