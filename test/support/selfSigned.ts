import { generateKeyPairSync, sign } from 'node:crypto';

/** A value of DER: its tag, its length, its content. */
function der(tag: number, ...parts: readonly Buffer[]): Buffer {
  const content = Buffer.concat(parts);
  const { length } = content;
  const lengths = length < 128 ? [length] : length < 256 ? [0x81, length] : [0x82, length >> 8, length & 255];
  return Buffer.concat([Buffer.from([tag, ...lengths]), content]);
}

const [integer, bits, text, time, sequence, set] = [0x02, 0x03, 0x0c, 0x17, 0x30, 0x31];
const oid = (...bytes: readonly number[]): Buffer => der(0x06, Buffer.from(bytes));
const commonName = oid(0x55, 0x04, 0x03);
const ecdsaWithSha256 = der(sequence, oid(0x2a, 0x86, 0x48, 0xce, 0x3d, 0x04, 0x03, 0x02));

const nameOf = (name: string): Buffer =>
  der(sequence, der(set, der(sequence, commonName, der(text, Buffer.from(name)))));

/** `YYMMDDhhmmssZ`. */
const utcTime = (at: Date): Buffer =>
  der(
    time,
    Buffer.from(
      `${at
        .toISOString()
        .replaceAll(/[-:T]|\.\d+/g, '')
        .slice(2, 14)}Z`,
    ),
  );

const pem = (label: string, content: Buffer): string =>
  `-----BEGIN ${label}-----\n${content.toString('base64').replaceAll(/.{64}/g, '$&\n')}\n-----END ${label}-----\n`;

/** A new certificate of a name, signed by itself and valid for a day, and its key, both in PEM. */
export function selfSigned(name: string, now: Date, serial: number): { certificate: string; key: string } {
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const until = new Date(now.getTime() + 86_400_000);
  const body = der(
    sequence,
    der(integer, Buffer.from([serial])),
    ecdsaWithSha256,
    nameOf(name),
    der(sequence, utcTime(new Date(now.getTime() - 60_000)), utcTime(until)),
    nameOf(name),
    publicKey.export({ type: 'spki', format: 'der' }),
  );
  const signature = der(bits, Buffer.from([0]), sign('sha256', body, privateKey));
  const key = privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
  return { certificate: pem('CERTIFICATE', der(sequence, body, ecdsaWithSha256, signature)), key };
}
