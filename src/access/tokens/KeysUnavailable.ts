/** The keys of an issuer could not be had: whether its tokens are good cannot be told. */
export class KeysUnavailable extends Error {
  override readonly name = 'KeysUnavailable';
}
