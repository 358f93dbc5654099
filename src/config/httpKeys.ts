import { z } from 'zod';
import { bounded, boundedWhole } from './bounded.js';
import { inFolderOf } from '../lib/process/inFolderOf.js';

const tls = z.strictObject({
  /** Files in PEM, from the folder of the config file: the certificate with those that it is signed by, and its key. */
  certificate: z.string('is missing: name the file of the certificate').min(1),
  key: z.string('is missing: name the file of the key').min(1),
});

/** How requests are taken and answers are sent, and what browsers may keep of them. */
export const httpKeys = z
  .strictObject({
    /** Whether large answers are compressed for clients that take that. */
    compress: z.boolean().default(true),
    /** Bytes from which on an answer is large. */
    compressFrom: boundedWhole(1000, 400_000_000).default(16_384),
    /** Seconds that a client need not ask again for an answer that was read from past days alone; 0: it asks each time. */
    pastDaySeconds: boundedWhole(0, 31_536_000).default(60),
    /** Whether `/graphql` is the page of GraphiQL to a browser's address bar. */
    graphiql: z.boolean().default(true),
    /** Left out: HTTP without TLS, as behind a proxy that ends it. */
    tls: tls.optional(),
    /** Open at the same time; more are closed at once. */
    connections: boundedWhole(1, 1_000_000).default(10_000),
    /** Seconds in which a client must have sent the headers of a request. */
    headersSeconds: bounded(1, 600).default(10),
    /** Seconds in which it must have sent all of it. */
    requestSeconds: bounded(1, 3600).default(30),
    /** Bytes of the headers of one request. */
    headerBytes: boundedWhole(1024, 1_048_576).default(16_384),
  })
  .refine(({ headersSeconds, requestSeconds }) => headersSeconds <= requestSeconds, {
    path: ['headersSeconds'],
    message: 'is more than requestSeconds',
  })
  .prefault({});

/** How requests are taken and answers are sent. */
export type HttpConfig = z.infer<typeof httpKeys>;

/** The keys with the files of TLS where they lie, as names in the file of the config mean its folder. */
export const resolveHttp = (keys: HttpConfig, file: string): HttpConfig =>
  keys.tls === undefined
    ? keys
    : { ...keys, tls: { certificate: inFolderOf(file, keys.tls.certificate), key: inFolderOf(file, keys.tls.key) } };
