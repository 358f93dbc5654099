/** The word for a failure: its code, else the name of its class. The message may hold values, and is left out. */
export function errorType(error: unknown): string {
  const { code, name } = (error ?? {}) as { readonly code?: unknown; readonly name?: unknown };
  if (typeof code === 'string' && /^[A-Za-z0-9_]{1,64}$/.test(code)) return code;
  return typeof name === 'string' ? name : 'Error';
}
