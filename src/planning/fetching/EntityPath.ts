import type { AnswerPath } from '../finishing/AnswerErrors.js';
import { opened } from './mergeInto.js';
import type { JoinedData } from './JoinedRun.js';

/** A step on the way to entities: a field, all items of a list, or only objects of some types. */
export type EntityStep =
  | { readonly kind: 'field'; readonly name: string }
  | { readonly kind: 'items' }
  | { readonly kind: 'types'; readonly has: (typeName: string) => boolean };

/** Told of each entity. Its path is good until it returns. */
type Visit = (entity: JoinedData, path: readonly (string | number)[]) => void;

interface Told {
  readonly visit: Visit;
  readonly stopped: (typeName: string) => void;
}

/** A value in a list or an object, which holds it as data from then on. */
function openedIn(holder: unknown[] | JoinedData, key: string | number): unknown {
  const values = holder as Record<string | number, unknown>;
  const value = values[key];
  const data = opened(value);
  if (data !== value) values[key] = data;
  return data;
}

/** The way from an answer to entities in it. */
export class EntityPath {
  constructor(private readonly steps: readonly EntityStep[]) {}

  /** Calls with each entity that stands at the end of the way, and with the type of each that a condition on the way stopped. */
  visit(data: JoinedData, visit: Visit, stopped: (typeName: string) => void = () => {}): void {
    this.walk(data, 0, [], { visit, stopped });
  }

  /** The fields on the way up to the first list: where an error of all its entities is told. */
  get stem(): AnswerPath {
    const end = this.steps.findIndex(({ kind }) => kind === 'items');
    return this.steps.slice(0, end < 0 ? undefined : end).flatMap((step) => (step.kind === 'field' ? [step.name] : []));
  }

  private walk(value: unknown, at: number, path: (string | number)[], told: Told): void {
    if (typeof value !== 'object' || value === null) return;
    if (Array.isArray(value)) {
      // A list of lists has one step, and so has a list at the end of the way.
      const next = this.steps[at]?.kind === 'items' ? at + 1 : at;
      for (let index = 0; index < value.length; index += 1) {
        const item = openedIn(value, index);
        path.push(index);
        this.walk(item, Array.isArray(item) ? at : next, path, told);
        path.pop();
      }
      return;
    }
    const content = value as JoinedData;
    const step = this.steps[at];
    if (step === undefined) {
      told.visit(content, path);
    } else if (step.kind === 'field') {
      const below = content[step.name];
      if (typeof below !== 'object' || below === null) return;
      path.push(step.name);
      this.walk(openedIn(content, step.name), at + 1, path, told);
      path.pop();
    } else if (step.kind === 'types') {
      const typeName = content['__typename'];
      if (typeof typeName !== 'string' || step.has(typeName)) this.walk(content, at + 1, path, told);
      else told.stopped(typeName);
    }
  }
}
