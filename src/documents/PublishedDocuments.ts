import type { DocumentPolicy } from '../words/rights.js';

/** A document that is published. */
export interface PublishedDocument {
  readonly id: string;
  readonly body: string;
  /** Of its operation; null where it has none. */
  readonly name: string | null;
  /** `query`, `mutation` or `subscription`. */
  readonly type: string;
  /** Of the body, in lower-case hexadecimal digits. */
  readonly sha256: string;
}

/** The documents that one viewer may ask for; those for other roles are as if they were not there. */
export interface PublishedDocuments {
  /** What else the viewer may send. */
  readonly policy: DocumentPolicy;
  /** The one of an id, else of a SHA-256 that is given as such or behind `sha256:`; undefined where none is published. */
  readonly byId: (id: string) => Promise<PublishedDocument | undefined>;
  /** One of this very text, by its SHA-256; undefined where none is published. */
  readonly bySha256: (sha256: string) => Promise<PublishedDocument | undefined>;
  /** The newest one whose operation has a name; undefined where none is published. */
  readonly byName: (name: string) => Promise<PublishedDocument | undefined>;
}
