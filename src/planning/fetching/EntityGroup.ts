import type { Joins } from '../../supergraph/Supergraph.js';
import type { AnswerPath } from '../finishing/AnswerErrors.js';
import type { EntityPath } from './EntityPath.js';
import type { JoinedData, JoinedRun, PlanStep } from './JoinedRun.js';
import { mergeInto, opened } from './mergeInto.js';
import type { Projection } from './Projection.js';
import type { Representations } from './Representations.js';
import type { Rewrite } from './Rewrite.js';
import { renamingOf } from './RootFetch.js';
import { clientPath, pathOf, tellBadAnswer, tellError } from './tellErrors.js';

/** The entities that a fetch asks for by one field of its document. */
export class EntityGroup {
  private readonly renamed: ReadonlyMap<string, string>;

  constructor(
    private readonly facts: {
      readonly subgraph: string;
      /** The name of the field. */
      readonly name: string;
      readonly variable: string;
      readonly paths: readonly EntityPath[];
      readonly projection: Projection;
      readonly joins: Joins;
      readonly inputRewrites: readonly Rewrite[];
      readonly outputRewrites: readonly Rewrite[];
    },
  ) {
    this.renamed = renamingOf(facts.outputRewrites);
  }

  get name(): string {
    return this.facts.name;
  }

  get variable(): string {
    return this.facts.variable;
  }

  /** Finds the entities in what is known by now, and puts what is sent of them to the representations. */
  collect(run: JoinedRun, representations: Representations, step: PlanStep): CollectedEntities {
    const { paths, projection, inputRewrites, joins, subgraph } = this.facts;
    const entities: JoinedData[] = [];
    const indexes: number[] = [];
    const { interfaces, later } = run;
    const lacking = (typeName: unknown): void => {
      if (interfaces.has(typeName as string)) later.add(step);
    };
    const collect = (entity: JoinedData): void => {
      const representation = projection.represent(entity);
      if (representation === undefined) lacking(entity['__typename']);
      if (representation === undefined) return;
      for (const rewrite of inputRewrites) rewrite.apply(representation);
      // Behind objects that stand for an interface the planner also asks those who do not know the type.
      if (interfaces.size > 0 && !joins.isIn(representation['__typename'] as string, subgraph)) return;
      if (interfaces.size > 0 && !later.isNew(this, entity)) return;
      entities.push(entity);
      indexes.push(representations.add(representation));
    };
    for (const path of paths) path.visit(run.data, collect, lacking);
    return { group: this, entities, indexes, asked: representations, places: undefined };
  }

  /** The places where all of its entities lack something. */
  stems(run: JoinedRun): AnswerPath[] {
    return this.facts.paths.map(({ stem }) => clientPath(stem, run, this.renamed));
  }

  /** Puts what a subgraph says of the entities into them. */
  merge(given: unknown, collected: CollectedEntities, run: JoinedRun): void {
    const { outputRewrites, subgraph } = this.facts;
    const { entities, indexes, asked } = collected;
    const answered = opened(given);
    if (!Array.isArray(answered) || answered.length !== asked.list.length) {
      const count = String(asked.list.length);
      const what = Array.isArray(answered) ? `a list of ${String(answered.length)}` : 'no list';
      tellBadAnswer(`it was asked for ${count} entities, and gave ${what}`, subgraph, this.stems(run), run);
      return;
    }
    for (const rewrite of outputRewrites) rewrite.apply(answered);
    const told = new Set<number>();
    for (const [place, entity] of entities.entries()) {
      const index = indexes[place] ?? 0;
      const known = opened(answered[index]);
      if (known === null) continue;
      if (typeof known === 'object' && !Array.isArray(known)) mergeInto(entity, known as JoinedData, run.interfaces);
      else told.add(index);
    }
    for (const index of told)
      tellBadAnswer('an entity of it is no object', subgraph, this.placesOf(index, collected, run), run);
  }

  /** Tells an error of the subgraph at every place that shows the entity. */
  tell(error: unknown, collected: CollectedEntities, run: JoinedRun): void {
    const [, index, ...rest] = pathOf(error) ?? [];
    const places = typeof index === 'number' ? this.placesOf(index, collected, run) : this.stems(run);
    for (const place of places)
      tellError(error, this.facts.subgraph, [...place, ...clientPath(rest, run, this.renamed)], run);
  }

  private placesOf(index: number, collected: CollectedEntities, run: JoinedRun): readonly AnswerPath[] {
    collected.places ??= this.allPlaces(collected, run);
    return collected.places.get(index) ?? [];
  }

  /** Looked for once: as many entities as there are may each have an error. */
  private allPlaces({ entities, indexes }: CollectedEntities, run: JoinedRun): Map<number, AnswerPath[]> {
    const indexOf = new Map(entities.map((entity, place) => [entity, indexes[place]]));
    const places = new Map<number, AnswerPath[]>();
    for (const path of this.facts.paths)
      path.visit(run.data, (entity, at) => {
        const index = indexOf.get(entity);
        if (index === undefined) return;
        const known = places.get(index) ?? [];
        known.push(clientPath(at, run, this.renamed));
        places.set(index, known);
      });
    return places;
  }
}

/** The entities of a group that a running plan asks for. */
export interface CollectedEntities {
  readonly group: EntityGroup;
  readonly entities: readonly JoinedData[];
  /** Of each entity the place of its representation. */
  readonly indexes: readonly number[];
  readonly asked: Representations;
  /** By index of a representation where the answer shows it; undefined until an error asks for it. */
  places: ReadonlyMap<number, readonly AnswerPath[]> | undefined;
}
