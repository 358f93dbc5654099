import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { parse } from 'yaml';
import { destinationKeys, resolveDestinations } from '../../../src/config/destinations/destinationKeys.js';
import { packageRoot } from '../../../src/lib/process/packageRoot.js';
import { faultsOf } from '../faultsOf.js';

const folder = { name: 'out', kind: 'folder', path: 'lists' };
const s3 = { name: 'bucket', kind: 's3', bucket: 'lists', accessKeyEnv: 'S3_KEY', secretKeyEnv: 'S3_SECRET' };
const webhook = { name: 'mail', kind: 'webhook', url: 'https://mail.example/in', secretEnv: 'MAIL_SECRET' };

const clear = 'does not begin with https://; plain http is for addresses of your own network, with allowPrivate: true';
const noAddress = 'is not an address that begins with https:// and has no password in it';
const noVariable = 'is not the name of an environment variable; the secret itself does not belong in the file';

describe('destinationKeys', () => {
  it('are none unless told', () => expect(destinationKeys.parse(undefined)).toEqual([]));

  it('have defaults', () => {
    expect(destinationKeys.parse([folder, s3, webhook])).toEqual([
      { ...folder, format: 'csv', formulas: 'escape' },
      { ...s3, format: 'csv', formulas: 'escape', prefix: '', region: 'us-east-1', allowPrivate: false },
      { ...webhook, batchRows: 500, timeoutSeconds: 30, attempts: 8, allowPrivate: false },
    ]);
  });

  it('take the example of the document', () => {
    const text = readFileSync(join(packageRoot, 'docs/destinations.md'), 'utf8');
    const [, example = ''] = /```yaml\n([^`]+)```/.exec(text) ?? [];
    const { destinations } = parse(example) as { destinations: unknown };
    expect(faultsOf(destinationKeys, destinations)).toEqual([]);
    expect(destinations).toHaveLength(3);
  });

  it('take plain http where addresses may be private', () => {
    const inside = [
      { ...s3, endpoint: 'http://minio:9000', allowPrivate: true },
      { ...webhook, url: 'http://10.0.0.7/in', allowPrivate: true },
    ];
    expect(faultsOf(destinationKeys, inside)).toEqual([]);
  });

  it.each([
    [{ ...folder, path: '' }, 'path: is not a path'],
    [{ ...folder, format: 'xlsx' }, 'format: is none of csv, ndjson, parquet'],
    [{ ...folder, formulas: 'run' }, 'formulas: is none of escape, keep'],
    [
      { ...folder, name: 'a/b' },
      'name: is not a name of letters, digits, _ and - (63 at most, a letter first) such as mail',
    ],
    [{ ...folder, callingCode: '049' }, 'callingCode: is not a calling code such as "49"'],
    [{ ...folder, callingCode: 49 }, 'callingCode: is not a calling code in quotes, such as "49"'],
    [{ ...folder, attributes: [] }, 'attributes: names no attribute'],
    [{ ...folder, url: 'https://a.example' }, ': Unrecognized key: "url"'],
    [{ ...folder, kind: 'ftp' }, 'kind: is none of folder, s3, webhook'],
    [{ ...s3, bucket: '../x' }, 'bucket: is not the name of a bucket'],
    [{ ...s3, prefix: '../' }, 'prefix: is not a path such as facet/ that ends with /'],
    [{ ...s3, prefix: 'a' }, 'prefix: is not a path such as facet/ that ends with /'],
    [{ ...s3, endpoint: 'http://s3.example' }, `endpoint: ${clear}`],
    [{ ...s3, secretKeyEnv: 'wJalr/XUtnFEMI+K7' }, `secretKeyEnv: ${noVariable}`],
    [{ ...webhook, url: 'http://mail.example/in' }, `url: ${clear}`],
    [{ ...webhook, url: 'https://me:secret@mail.example/in' }, `url: ${noAddress}`],
    [{ ...webhook, url: 'file:///etc/passwd', allowPrivate: true }, `url: ${noAddress}`],
    [{ ...webhook, url: 'mail.example', allowPrivate: true }, `url: ${noAddress}`],
    [{ ...webhook, secretEnv: 'whsec_c2VjcmV0+=' }, `secretEnv: ${noVariable}`],
    [{ ...webhook, secretEnv: undefined }, 'secretEnv: is missing: name the environment variable that holds it'],
    [{ ...webhook, batchRows: 10_001 }, 'batchRows: is more than 10000'],
    [{ ...webhook, attempts: 0 }, 'attempts: is less than 1'],
    [{ ...webhook, timeoutSeconds: 601 }, 'timeoutSeconds: is more than 600'],
  ])('refuse %j', (value, fault) =>
    expect(faultsOf(destinationKeys, [value])).toEqual([fault.startsWith(':') ? `0${fault}` : `0.${fault}`]),
  );

  it('refuse a name twice, whatever its case', () =>
    expect(faultsOf(destinationKeys, [folder, { ...s3, name: 'OUT' }])).toEqual(['1.name: is "OUT" a second time']));

  it('refuse two that would write over each other', () => {
    const twice = [
      folder,
      s3,
      webhook,
      { ...folder, name: 'a', path: './lists/' },
      { ...s3, name: 'b' },
      { ...webhook, name: 'c' },
    ];
    expect(faultsOf(destinationKeys, twice)).toEqual(['3: has the place of "out"', '4: has the place of "bucket"']);
    const apart = [folder, { ...folder, name: 'a', path: 'lists/a' }, s3, { ...s3, name: 'b', prefix: 'b/' }];
    expect(faultsOf(destinationKeys, apart)).toEqual([]);
  });
});

describe('resolveDestinations', () => {
  it('finds folders from that of the file', () => {
    const given = destinationKeys.parse([folder, { ...folder, name: 'abs', path: '/lists' }, webhook]);
    expect(resolveDestinations(given, '/etc/facet/facet.yml')).toEqual([
      { ...given[0], path: '/etc/facet/lists' },
      given[1],
      given[2],
    ]);
  });
});
