/** Makes the global identifier of an object: its GraphQL type and its key, not meant to be read. */
export const toGlobalId = (type: string, ...key: readonly string[]): string =>
  Buffer.from(JSON.stringify([type, ...key])).toString('base64url');

/** Takes a global identifier apart; undefined for a text that is none. */
export function fromGlobalId(globalId: string): { type: string; key: readonly string[] } | undefined {
  try {
    const parts: unknown = JSON.parse(Buffer.from(globalId, 'base64url').toString('utf8'));
    if (!Array.isArray(parts) || !parts.every((part): part is string => typeof part === 'string')) return undefined;
    const [type, ...key] = parts;
    return type === undefined ? undefined : { type, key };
  } catch {
    return undefined;
  }
}
