import { isIP } from 'node:net';
import { availableParallelism } from 'node:os';
import { z } from 'zod';
import { printable } from '../lib/text/printable.js';

const levels = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const;

const said = (input: unknown): string => `"${printable(String(input)).slice(0, 100)}"`;

const isPort = (text: string): boolean => /^\d{1,5}$/.test(text) && Number(text) <= 65_535;

const label = /^(?!-)[A-Za-z0-9_-]{1,63}(?<!-)$/;

/** Whether a text is an address, or a name whose labels fit DNS; one of numbers alone is an address or nothing. */
export const isHost = (text: string): boolean =>
  isIP(text) !== 0 ||
  (text.length <= 253 && text.split('.').every((part) => label.test(part)) && !/^[\d.]+$/.test(text));

const databaseUrl = z
  .string()
  .regex(/^postgres(ql)?:\/\/./, 'does not begin with postgres:// or postgresql://')
  .optional();

const port = z
  .string()
  .refine(isPort, { error: ({ input }) => `${said(input)} is not a port, a whole number from 0 to 65535` })
  .transform(Number);

const host = z.string().refine(isHost, {
  error: ({ input }) =>
    `${said(input)} is not an address or a name to listen on, such as 127.0.0.1, ::1 or 0.0.0.0, without scheme and port`,
});
const loopback = new Set(['127.0.0.1', '::1', 'localhost']);

/** Whether only this machine reaches what listens on a host. */
export const isLoopback = (host: string): boolean => loopback.has(host);

/** Processes that answer requests at the most. */
const mostWorkers = 128;

const isWorkers = (text: string): boolean =>
  text === 'auto' || (/^[1-9]\d{0,2}$/.test(text) && Number(text) <= mostWorkers);

/** The number that a text says; `auto` is one for each core that the process may use. */
const workersOf = (text: string): number =>
  text === 'auto' ? Math.min(availableParallelism(), mostWorkers) : Number(text);

/** The environment. */
export const environmentKeys = z.object({
  DATABASE_URL: databaseUrl,
  /** A streaming replica of the same database. */
  DATABASE_READ_URL: databaseUrl,
  PORT: port.default(4000),
  HOST: host.default('127.0.0.1'),
  /** Where the metrics are read; unset: as the config file says. */
  METRICS_PORT: port.optional(),
  METRICS_HOST: host.optional(),
  METRICS_TOKEN: z.string().min(1).optional(),
  FACET_CONFIG: z.string().min(1).optional(),
  FACET_DATA_DIR: z.string().min(1).default('.facet'),
  FACET_WORKERS: z
    .string()
    .refine(isWorkers, {
      error: ({ input }) => `${said(input)} is neither auto nor a whole number from 1 to ${mostWorkers}`,
    })
    .transform(workersOf)
    .default(1),
  LOG_LEVEL: z.enum(levels, { error: ({ input }) => `${said(input)} is none of ${levels.join(', ')}` }).default('info'),
});
