import { createPrivateKey, createSecretKey, type KeyObject } from 'node:crypto';
import { SignJWT } from 'jose';
import { UserError } from '../lib/errors/UserError.js';
import type { RemoteAsked } from './Remote.js';
import type { RemoteToken } from './RemoteSettings.js';

/** What each algorithm signs with: bytes of a secret at the least (RFC 7518), or the type of a key. */
const secretBytes: Readonly<Record<string, number>> = { HS256: 32, HS384: 48, HS512: 64 };
const curves: Readonly<Record<string, string>> = { ES256: 'prime256v1', ES384: 'secp384r1' };

/** Why a private key does not fit an algorithm; undefined where it does. */
function misfit(
  algorithm: string,
  { asymmetricKeyType: type, asymmetricKeyDetails: details }: KeyObject,
): string | undefined {
  const wanted = algorithm === 'EdDSA' ? 'ed25519' : Object.hasOwn(curves, algorithm) ? 'ec' : 'rsa';
  if (type !== wanted) return `${algorithm} needs a key of the type ${wanted}`;
  if (wanted === 'rsa' && (details?.modulusLength ?? 0) < 2048) return 'its key has less than 2048 bits';
  const curve = curves[algorithm];
  return curve === undefined || details?.namedCurve === curve
    ? undefined
    : `${algorithm} needs a key of the curve ${curve}`;
}

/** The key that signs. Throws a `UserError` that never repeats it. */
function keyOf(subgraph: string, { algorithm, key }: RemoteToken): KeyObject {
  const fault = (what: string): UserError =>
    new UserError(`The token of the subgraph "${subgraph}" cannot be made: ${what}.`);
  const least = secretBytes[algorithm];
  if (least !== undefined) {
    if (Buffer.byteLength(key) < least) throw fault(`the secret of ${algorithm} has at least ${least} bytes`);
    return createSecretKey(Buffer.from(key));
  }
  let made: KeyObject;
  try {
    made = createPrivateKey(key);
  } catch {
    throw fault('its key is no private key in PEM');
  }
  const found = misfit(algorithm, made);
  if (found !== undefined) throw fault(found);
  return made;
}

/**
 * Makes the tokens by which a remote subgraph may know who asks: the name of the key that was shown as `sub`, its role, the
 * applications and brands whose rows it sees (null: all), whether it may write, and the id of the request. Each operation has one, and another one after half the time that it is valid.
 */
export function createToken(subgraph: string, settings: RemoteToken): (asked: RemoteAsked) => Promise<string> {
  const { algorithm, audience, seconds } = settings;
  const key = keyOf(subgraph, settings);
  const made = new WeakMap<RemoteAsked, { readonly token: Promise<string>; readonly renewAt: number }>();
  const make = ({ viewer, requestId }: RemoteAsked): Promise<string> => {
    const { kind, mayWrite = false, role, apps, brands } = viewer;
    const claims = { kind, role: role.name, apps, brands, may_write: mayWrite, request_id: requestId };
    const token = new SignJWT(claims)
      .setProtectedHeader({ alg: algorithm, typ: 'JWT' })
      .setIssuer('facet')
      .setSubject(viewer.name)
      .setIssuedAt()
      .setExpirationTime(`${seconds} s`);
    return (audience === undefined ? token : token.setAudience(audience)).sign(key);
  };
  return (asked) => {
    const [known, now] = [made.get(asked), performance.now()];
    if (known !== undefined && now < known.renewAt) return known.token;
    const token = make(asked);
    made.set(asked, { token, renewAt: now + (seconds * 1000) / 2 });
    return token;
  };
}
