/** How a remote subgraph is called. */
export interface RemoteSettings {
  readonly name: string;
  readonly url: string;
  readonly headers: {
    /** Names of the client's headers that it gets, in lower case. */
    readonly forward: readonly string[];
    readonly set: Readonly<Record<string, string>>;
  };
  /** For a whole call, with its retries and the time that it waits for its turn. */
  readonly timeoutSeconds: number;
  /** Of calls that may be repeated. */
  readonly retries: number;
  /** Calls under way; more wait. */
  readonly concurrency: number;
  readonly breaker: {
    /** In a row, after which calls are refused. */
    readonly failures: number;
    /** For so long. */
    readonly seconds: number;
  };
  /** Bytes, after decompression. */
  readonly maxAnswer: number;
  readonly tls?: RemoteTls | undefined;
  readonly token?: RemoteToken | undefined;
}

/** Certificates and keys as PEM. */
export interface RemoteTls {
  /** Of authorities that are trusted in place of those that Node knows. */
  readonly ca?: string | undefined;
  readonly cert?: string | undefined;
  readonly key?: string | undefined;
}

/** A short-lived token of ours that says who asks. */
export interface RemoteToken {
  /** As JWA calls it, such as HS256 or EdDSA. */
  readonly algorithm: string;
  /** The secret of an algorithm that has one; else the private key as PEM (PKCS #8). */
  readonly key: string;
  /** Whom it is for. */
  readonly audience: string | undefined;
  /** That it is valid for. */
  readonly seconds: number;
}
