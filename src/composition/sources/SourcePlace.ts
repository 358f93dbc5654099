/** Where the text of a source is, and how it is asked for. */
export type SourcePlace =
  | { readonly kind: 'file'; readonly path: string }
  | { readonly kind: 'url'; readonly url: string; readonly headers: Readonly<Record<string, string>> }
  | {
      /** A subgraph that is asked for its SDL. */
      readonly kind: 'service';
      readonly url: string;
      readonly headers: Readonly<Record<string, string>>;
      /** Files. */
      readonly tls: { readonly ca?: string; readonly cert?: string; readonly key?: string };
    };

/** The largest text of a source, in bytes. */
export const mostSourceBytes = 20_000_000;

/** Milliseconds until a text has to be there. */
export const sourceTimeout = 10_000;

/** What was read: a text, or that it is still the one that is known. */
export type TextReading =
  { readonly text: string; /** What the next question names. */ readonly version: string | undefined } | 'unchanged';
