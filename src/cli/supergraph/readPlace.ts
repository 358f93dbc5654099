/** The text of a file or an address, read once. Throws a `UserError` that names it where it cannot be read. */
export async function readPlace(place: string, signal: AbortSignal): Promise<string> {
  const { readSource } = await import('../../composition/sources/readSource.js');
  const { isAddress } = await import('../../config/gateway/urlKey.js');
  const reading = await readSource(
    isAddress(place) ? { kind: 'url', url: place, headers: {} } : { kind: 'file', path: place },
    undefined,
    signal,
  );
  // What was not known cannot be unchanged.
  return reading === 'unchanged' ? '' : reading.text;
}
