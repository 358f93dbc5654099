import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { exportJWK, exportSPKI, generateKeyPair, SignJWT, type JWK, type JWTPayload } from 'jose';

/** An issuer of tokens with an address of its keys. */
export interface TestIssuer {
  readonly issuer: string;
  readonly jwks: string;
  /** How many times its keys were asked for. */
  readonly asked: () => number;
  /** What its address answers with in place of its keys, until it is undefined. */
  fault: { readonly status: number; readonly body: string } | undefined;
  /** The public key in PEM. */
  readonly pem: string;
  /** Its keys as they are published; a test may change the list. */
  readonly keys: JWK[];
  /** Signs claims with a key of its own, `kid` "1" unless told. */
  sign(claims: JWTPayload, header?: Readonly<Record<string, unknown>>): Promise<string>;
  stop(): Promise<void>;
}

/** Starts an issuer on this machine, whose tokens say `iss` and `aud` alike unless told. */
export async function startIssuer(algorithm = 'ES256'): Promise<TestIssuer> {
  const { publicKey, privateKey } = await generateKeyPair(algorithm, { extractable: true });
  const keys: JWK[] = [{ ...(await exportJWK(publicKey)), kid: '1', use: 'sig' }];
  let asked = 0;
  const server = createServer((_request, response) => {
    asked += 1;
    const { status, body } = made.fault ?? { status: 200, body: JSON.stringify({ keys }) };
    response.writeHead(status, { 'content-type': 'application/json' }).end(body);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const issuer = `http://127.0.0.1:${port}`;
  const made: TestIssuer = {
    issuer,
    jwks: `${issuer}/keys`,
    asked: () => asked,
    fault: undefined,
    pem: await exportSPKI(publicKey),
    keys,
    sign: (claims, header = {}) =>
      new SignJWT({ iss: issuer, aud: 'facet', ...claims })
        .setProtectedHeader({ alg: algorithm, kid: '1', ...header })
        // So that a test may ask for an extension.
        .sign(privateKey, { crit: { facet: true } }),
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
  return made;
}
