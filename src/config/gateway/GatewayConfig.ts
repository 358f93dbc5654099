/** Where a text comes from: a file, an address, or the subgraph itself. */
export type SdlPlace =
  | { readonly kind: 'file'; readonly path: string }
  | { readonly kind: 'url'; readonly url: string; readonly headers: Readonly<Record<string, string>> }
  | { readonly kind: 'service' };

/** A token of our own: what it is signed with, and what it says. */
export interface TokenConfig {
  /** A secret, or the file of a private key. */
  readonly sign: { readonly secret: string } | { readonly key: string };
  readonly algorithm: string;
  readonly audience: string | undefined;
  readonly seconds: number;
}

/** How a subgraph is called. */
export interface RemoteConfig {
  readonly headers: {
    /** In lower case. */
    readonly forward: readonly string[];
    /** By names in lower case. */
    readonly set: Readonly<Record<string, string>>;
  };
  readonly timeoutSeconds: number;
  readonly retries: number;
  readonly concurrency: number;
  readonly breaker: { readonly failures: number; readonly seconds: number };
  /** Bytes. */
  readonly maxAnswer: number;
  /** Files. */
  readonly tls: { readonly ca?: string; readonly cert?: string; readonly key?: string };
  readonly token: TokenConfig | undefined;
}

/** A subgraph of somebody else's, which is composed here. */
export interface SubgraphConfig extends RemoteConfig {
  readonly name: string;
  readonly url: string;
  readonly sdl: SdlPlace;
}

/** What the config says of the gateway: paths are absolute, secrets read, and what is left out has its default. */
export interface GatewayConfig {
  readonly local: string | false;
  /** Empty where the supergraph is a ready one. */
  readonly subgraphs: readonly SubgraphConfig[];
  readonly supergraph: Exclude<SdlPlace, { readonly kind: 'service' }> | undefined;
  /** How subgraphs of a ready supergraph are called, by name; those that are not here as `defaults` says. */
  readonly overrides: Readonly<Record<string, RemoteConfig & { readonly url: string | undefined }>>;
  readonly defaults: RemoteConfig;
  readonly pollSeconds: number;
  readonly allowLosses: boolean;
  /** A sentence for each secret whose environment variable is not set; see `requireSecrets`. */
  readonly missingSecrets: readonly string[];
}
