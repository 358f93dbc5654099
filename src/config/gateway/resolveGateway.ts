import type { GatewayConfig, RemoteConfig, SdlPlace, TokenConfig } from './GatewayConfig.js';
import type { GatewayKeys } from './gatewayKeys.js';
import type { RemoteKeys } from './remoteKeys.js';
import { createSecretReader, type SecretReader } from './secretKey.js';
import { isAddress } from './urlKey.js';
import { inFolderOf } from '../../lib/process/inFolderOf.js';

/** How a subgraph is called of which the config says nothing. */
export const remoteDefaults: RemoteConfig = {
  headers: { forward: [], set: {} },
  timeoutSeconds: 5,
  retries: 1,
  concurrency: 20,
  breaker: { failures: 5, seconds: 10 },
  maxAnswer: 10_000_000,
  tls: {},
  token: undefined,
};

type HeadersToSet = NonNullable<NonNullable<RemoteKeys['headers']>['set']>;

/** What files are relative to, and where secrets come from. */
interface Surroundings {
  readonly absolute: (path: string) => string;
  readonly secrets: SecretReader;
}

const headersOf = (given: HeadersToSet, key: string, { secrets }: Surroundings): Record<string, string> =>
  Object.fromEntries(
    Object.entries(given).map(([name, value]) => [
      name.toLowerCase(),
      typeof value === 'string' ? value : secrets.read(value, `${key}.${name}`),
    ]),
  );

function tokenOf(given: NonNullable<RemoteKeys['token']>, key: string, around: Surroundings): TokenConfig {
  const { secret, key: file = '', algorithm = 'HS256', audience, seconds } = given;
  const sign =
    secret === undefined
      ? { key: around.absolute(file) }
      : { secret: around.secrets.read(secret, `${key}.token.secret`) };
  return { sign, algorithm, audience, seconds };
}

const present = <V extends object>(given: V): Partial<{ [K in keyof V]: NonNullable<V[K]> }> =>
  Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined)) as never;

/** What is said of one subgraph over what is said of all. */
function remoteOf(given: RemoteKeys, below: RemoteConfig, key: string, around: Surroundings): RemoteConfig {
  const { headers = {}, breaker = {}, tls, token, timeoutSeconds, retries, concurrency, maxAnswer } = given;
  return {
    ...below,
    ...present({ timeoutSeconds, retries, concurrency, maxAnswer }),
    headers: {
      forward: headers.forward ?? below.headers.forward,
      set: { ...below.headers.set, ...headersOf(headers.set ?? {}, `${key}.headers.set`, around) },
    },
    breaker: { ...below.breaker, ...present(breaker) },
    tls:
      tls === undefined
        ? below.tls
        : Object.fromEntries(Object.entries(present(tls)).map(([name, path]) => [name, around.absolute(path)])),
    token: token === undefined ? below.token : tokenOf(token, key, around),
  };
}

function sourceOf(text: string, headers: HeadersToSet | undefined, key: string, around: Surroundings) {
  return isAddress(text)
    ? ({ kind: 'url', url: text, headers: headersOf(headers ?? {}, key, around) } as const)
    : ({ kind: 'file', path: around.absolute(text) } as const);
}

/** The keys `gateway:` with paths as seen from the config file that holds them, secrets read, and defaults filled in. */
export function resolveGateway(keys: GatewayKeys, file: string, environment: NodeJS.ProcessEnv): GatewayConfig {
  const secrets = createSecretReader(environment);
  const around: Surroundings = { absolute: (path) => inFolderOf(file, path), secrets };
  const { local, subgraphs = [], supergraph, supergraphHeaders, overrides = {}, pollSeconds, allowLosses } = keys;
  const defaults = remoteOf(keys.defaults ?? {}, remoteDefaults, 'gateway.defaults', around);
  return {
    local,
    subgraphs: subgraphs.map(({ name, url, sdl, sdlHeaders, ...given }, n) => {
      const key = `gateway.subgraphs.${n}`;
      const source: SdlPlace =
        sdl === undefined ? { kind: 'service' } : sourceOf(sdl, sdlHeaders, `${key}.sdlHeaders`, around);
      return { name, url, sdl: source, ...remoteOf(given, defaults, key, around) };
    }),
    supergraph:
      supergraph === undefined
        ? undefined
        : sourceOf(supergraph, supergraphHeaders, 'gateway.supergraphHeaders', around),
    overrides: Object.fromEntries(
      Object.entries(overrides).map(([name, { url, ...given }]) => [
        name,
        { url, ...remoteOf(given, defaults, `gateway.overrides.${name}`, around) },
      ]),
    ),
    defaults,
    pollSeconds,
    allowLosses,
    missingSecrets: secrets.missing,
  };
}
