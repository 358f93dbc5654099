import { hash } from 'node:crypto';
import type { FastifyRequest } from 'fastify';
import type { GraphQLSchema } from 'graphql';
import type { AnswerSources, FindSources } from './AnswerSources.js';

/** Characters of an answer up to which it is known by its hash: more would hold up others. */
const mostHashed = 1_000_000;
/** Tags of one request that are looked at; caches send those they hold of one URL. */
const mostTags = 8;

/** What a client may do with an answer, as HTTP headers say it. */
export interface Keeping {
  readonly tag: string | undefined;
  readonly control: string;
  /** Whether the client holds the very answer. */
  readonly isHeld: boolean;
}

/** An answer that nobody may keep. */
export const notKept: Keeping = { tag: undefined, control: 'no-store', isHeld: false };

const hashOf = (...parts: readonly string[]): string => hash('sha1', JSON.stringify(parts), 'base64url');

const weakTags = /(?:W\/)?("[^"]{1,2000}")/g;

/** Those of `If-None-Match`, which compares them weakly: without `W/`. */
const tagsOf = (ifNoneMatch: string | undefined): string[] =>
  ifNoneMatch === undefined ? [] : [...ifNoneMatch.matchAll(weakTags)].slice(0, mostTags).map(([, tag = '']) => tag);

/**
 * A GET, and what its client holds of its answer. An answer whose sources have versions has a tag of their names, and of a hash of all
 * that decides the answer: whether it still stands is known without making it. Any other is known by its own hash.
 */
export class ConditionalGet {
  private url: string;
  private readonly accept: string;
  private readonly held: readonly string[];
  private schema: GraphQLSchema | undefined;
  private standing: AnswerSources | undefined;
  private isForbidden = false;

  /** @param pastSeconds how long a client need not ask again for an answer of the past */
  constructor(
    { url, headers }: Pick<FastifyRequest, 'url' | 'headers'>,
    private readonly findSources: FindSources | undefined,
    private readonly pastSeconds: number,
  ) {
    this.url = url;
    this.accept = headers.accept ?? '';
    this.held = tagsOf(headers['if-none-match']);
  }

  /** Whether the client holds the answer that the operation would have on this schema, as far as that is known before it is executed. */
  async isStanding(schema: GraphQLSchema): Promise<boolean> {
    this.schema = schema;
    for (const tag of this.held) {
      const [names, rest] = tag.slice(1, -1).split('.');
      if (names === undefined || rest === undefined) continue;
      const sources = await this.findSources?.(schema, names.split('~'));
      if (sources === undefined || this.tagOf(sources) !== tag) continue;
      this.standing = sources;
      return true;
    }
    return false;
  }

  /** Whether the client was found to hold the answer, which then was not made. */
  get stands(): boolean {
    return this.standing !== undefined;
  }

  /** Its answer depends on something else beside its URL, such as what a name in that means now. */
  dependsOn(what: string): void {
    this.url += ` ${what}`;
  }

  /** Nobody may keep its answer: it comes from where nobody tells of changes. */
  forbid(): void {
    this.isForbidden = true;
  }

  /** What the client may do with the answer, which has no errors, or with the one that it holds. */
  async keepingOf(text: string, contentType: string): Promise<Keeping> {
    if (this.isForbidden) return notKept;
    const { schema, standing, findSources } = this;
    const sources = standing ?? (schema && (await findSources?.(schema)));
    if (sources !== undefined) {
      const tag = this.tagOf(sources);
      const isKept = sources.isPast && this.pastSeconds > 0;
      const control = isKept ? `private, max-age=${this.pastSeconds}, immutable` : 'private, no-cache';
      return { tag: `W/${tag}`, control, isHeld: this.held.includes(tag) };
    }
    if (text.length > mostHashed) return notKept;
    const tag = `"${hashOf(contentType, text)}"`;
    return { tag: `W/${tag}`, control: 'private, no-cache', isHeld: this.held.includes(tag) };
  }

  private tagOf({ names, version }: AnswerSources): string {
    return `"${names.join('~')}.${hashOf(this.url, this.accept, version)}"`;
  }
}
