import type { InputRewrite } from '@graphql-hive/router-query-planner';
import type { Joins } from '../../supergraph/Supergraph.js';
import { opened } from './mergeInto.js';
import type { JoinedData } from './JoinedRun.js';

type Step = { readonly key: string } | { readonly types: readonly string[] };

/** What a plan changes in representations before they are sent, or in answers before they are used. */
export class Rewrite {
  private readonly steps: readonly Step[];
  private readonly last: string;
  /** The name that a field gets; undefined where it is its value that changes. */
  private readonly newName: string | undefined;
  private readonly newValue: string | undefined;

  constructor(
    given: InputRewrite,
    private readonly joins: Joins,
  ) {
    const renamer = 'KeyRenamer' in given ? given.KeyRenamer : undefined;
    const setter = 'ValueSetter' in given ? given.ValueSetter : 'setValueTo' in given ? given : undefined;
    const path = (renamer ?? setter)?.path ?? [];
    const last = path.at(-1);
    if (last === undefined || !('Key' in last)) throw new Error('The planner rewrites no field');
    this.steps = path.slice(0, -1).map((step) => ('Key' in step ? { key: step.Key } : { types: step.TypenameEquals }));
    this.last = last.Key;
    this.newName = renamer?.renameKeyTo;
    this.newValue = setter?.setValueTo;
  }

  /** The name that it gives, by the name that a subgraph knows; undefined for none. */
  get renaming(): readonly [string, string] | undefined {
    return this.newName === undefined ? undefined : [this.last, this.newName];
  }

  /** Changes all objects that it is about. */
  apply(value: unknown, at = 0): void {
    if (typeof value !== 'object' || value === null) return;
    if (Array.isArray(value)) {
      for (const [index, item] of value.entries()) this.apply((value[index] = opened(item)), at);
      return;
    }
    const content = value as JoinedData;
    const step = this.steps[at];
    if (step === undefined) {
      this.change(content);
    } else if ('key' in step) {
      if (content[step.key] != null) this.apply((content[step.key] = opened(content[step.key])), at + 1);
    } else {
      const typeName = content['__typename'];
      if (typeof typeName !== 'string' || step.types.some((one) => this.joins.isOf(typeName, one)))
        this.apply(content, at + 1);
    }
  }

  private change(content: JoinedData): void {
    if (this.newName === undefined) {
      if (this.last in content) content[this.last] = this.newValue;
    } else if (this.last in content) {
      content[this.newName] = content[this.last];
      Reflect.deleteProperty(content, this.last);
    }
  }
}
