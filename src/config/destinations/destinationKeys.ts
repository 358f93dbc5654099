import { normalize } from 'node:path';
import { z } from 'zod';
import { boundedWhole } from '../bounded.js';
import { outgoingAttributes } from './outgoingAttributes.js';
import { inFolderOf } from '../../lib/process/inFolderOf.js';

const path = z.string('is not a path').min(1, 'is not a path');

/** The value is never repeated: somebody may have written the secret itself. */
const variable = z
  .string('is missing: name the environment variable that holds it')
  .regex(
    /^[A-Za-z_][A-Za-z0-9_]{0,127}$/,
    'is not the name of an environment variable; the secret itself does not belong in the file',
  );

const allowPrivate = z.boolean('is neither true nor false').default(false);

const given = {
  name: z
    .string('is missing: name the destination, e.g. mail')
    .regex(
      /^[A-Za-z][A-Za-z0-9_-]{0,62}$/,
      'is not a name of letters, digits, _ and - (63 at most, a letter first) such as mail',
    ),
  /** What it is given where a treatment does not say. */
  attributes: outgoingAttributes.optional(),
  /** The calling code of telephone numbers that are written without one, such as 49. */
  callingCode: z
    .string('is not a calling code in quotes, such as "49"')
    .regex(/^[1-9]\d{0,2}$/, 'is not a calling code such as "49"')
    .optional(),
};

const file = {
  format: z.enum(['csv', 'ndjson', 'parquet'], 'is none of csv, ndjson, parquet').default('csv'),
  /** Whether texts of a CSV file that a spreadsheet would take for formulas are made harmless. */
  formulas: z.enum(['escape', 'keep'], 'is none of escape, keep').default('escape'),
};

const folder = z.strictObject({
  ...given,
  ...file,
  kind: z.literal('folder'),
  /** Relative to the file that says so. */
  path,
});

const url = z.string('is not an address').max(2000);

function parsed(text: string): URL | undefined {
  return URL.canParse(text) ? new URL(text) : undefined;
}

/** Whether an address is one that is spoken to by HTTP, without a name and password in it. */
const isHttp = (text: string): boolean => {
  const { protocol = '', username, password } = parsed(text) ?? {};
  return ['http:', 'https:'].includes(protocol) && username === '' && password === '';
};

const notHttp = 'is not an address that begins with https:// and has no password in it';

/** In the clear only to where nobody listens in. */
const isSafe = (text: string, mayBePrivate: boolean): boolean => mayBePrivate || parsed(text)?.protocol === 'https:';

const notSafe =
  'does not begin with https://; plain http is for addresses of your own network, with allowPrivate: true';

const s3 = z
  .strictObject({
    ...given,
    ...file,
    kind: z.literal('s3'),
    bucket: z
      .string('is missing: name the bucket')
      .regex(/^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/, 'is not the name of a bucket'),
    /** What stands before the names of files in the bucket. */
    prefix: z
      .string()
      .max(500)
      .regex(/^(?:[A-Za-z0-9_=][A-Za-z0-9_.=-]*\/)*$/, 'is not a path such as facet/ that ends with /')
      .default(''),
    region: z
      .string()
      .regex(/^[a-z0-9-]{1,40}$/, 'is not a region such as eu-central-1')
      .default('us-east-1'),
    /** Default: that of Amazon in the region. */
    endpoint: url.refine(isHttp, notHttp).optional(),
    accessKeyEnv: variable,
    secretKeyEnv: variable,
    allowPrivate,
  })
  .refine(({ endpoint, allowPrivate: mayBePrivate }) => endpoint === undefined || isSafe(endpoint, mayBePrivate), {
    path: ['endpoint'],
    message: notSafe,
  });

const webhook = z
  .strictObject({
    ...given,
    kind: z.literal('webhook'),
    url: url.refine(isHttp, notHttp),
    secretEnv: variable,
    batchRows: boundedWhole(1, 10_000, 'number of rows').default(500),
    /** Until an attempt is answered. */
    timeoutSeconds: boundedWhole(1, 600, 'number of seconds').default(30),
    /** Of a batch, until its part of the delivery has failed. */
    attempts: boundedWhole(1, 100, 'number of attempts').default(8),
    allowPrivate,
  })
  .refine((keys) => isSafe(keys.url, keys.allowPrivate), { path: ['url'], message: notSafe });

/** Where files lie; what is no place of files is one by itself. */
function placeOf(one: z.infer<typeof folder> | z.infer<typeof s3> | z.infer<typeof webhook>): string {
  if (one.kind === 'folder') return normalize(`${one.path}/`);
  return one.kind === 's3' ? [one.endpoint, one.bucket, one.prefix].join(' ') : one.name;
}

/** The key `destinations:`, to which campaigns hand their lists. */
export const destinationKeys = z
  .array(z.discriminatedUnion('kind', [folder, s3, webhook], 'is none of folder, s3, webhook'), 'is no list')
  .max(100, 'has more than 100 destinations')
  .superRefine((destinations, context) => {
    const names = destinations.map(({ name }) => name.toLowerCase());
    const places = destinations.map(placeOf);
    places.forEach((place, n) => {
      const first = places.indexOf(place);
      // The files of a treatment have one name in all of its destinations.
      if (first !== n)
        context.addIssue({ code: 'custom', path: [n], message: `has the place of "${destinations[first]?.name}"` });
    });
    names.forEach((name, n) => {
      if (names.indexOf(name) !== n)
        context.addIssue({
          code: 'custom',
          path: [n, 'name'],
          message: `is "${destinations[n]?.name}" a second time`,
        });
    });
  })
  .default([]);

/** A place that lists are handed to, as the config says. */
export type DestinationConfig = z.infer<typeof destinationKeys>[number];

/** A folder that lists are written to. */
export type FolderConfig = Extract<DestinationConfig, { kind: 'folder' }>;

/** A bucket that lists are written to. */
export type S3Config = Extract<DestinationConfig, { kind: 's3' }>;

/** An address that lists are sent to. */
export type WebhookConfig = Extract<DestinationConfig, { kind: 'webhook' }>;

/** The destinations with their paths made absolute, as seen from the config file that holds them. */
export const resolveDestinations = (
  destinations: readonly DestinationConfig[],
  file: string,
): readonly DestinationConfig[] =>
  destinations.map((one) => (one.kind === 'folder' ? { ...one, path: inFolderOf(file, one.path) } : one));
