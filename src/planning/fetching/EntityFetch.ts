import type { AnswerPath } from '../finishing/AnswerErrors.js';
import { callSubgraph } from './callSubgraph.js';
import type { CollectedEntities, EntityGroup } from './EntityGroup.js';
import { usedVariables, type FetchRequest, type JoinedRun, type PlanStep, type SubgraphAnswer } from './JoinedRun.js';
import { Representations } from './Representations.js';
import { pathOf, tellError } from './tellErrors.js';
import { withoutFields } from './withoutFields.js';

/** How many forms of a request are kept that leave groups without entities out. */
const mostForms = 32;

/** Asks a subgraph for fields of entities that are known by their keys. */
export class EntityFetch implements PlanStep {
  /** The request without some groups, by the names of those that stay. */
  private readonly forms = new Map<string, FetchRequest>();

  constructor(
    private readonly request: FetchRequest,
    private readonly groups: readonly EntityGroup[],
  ) {}

  run(run: JoinedRun): Promise<void> | undefined {
    const byVariable = new Map<string, Representations>();
    const collected = this.groups.map((group) => {
      const representations = byVariable.get(group.variable) ?? new Representations();
      byVariable.set(group.variable, representations);
      return group.collect(run, representations, this);
    });
    const asked = collected.filter(({ entities }) => entities.length > 0);
    return asked.length === 0 ? undefined : this.ask(asked, byVariable, run);
  }

  private async ask(
    asked: readonly CollectedEntities[],
    byVariable: ReadonlyMap<string, Representations>,
    run: JoinedRun,
  ): Promise<void> {
    const request = this.formFor(asked);
    const variables = usedVariables(request, run);
    for (const { group } of asked) variables[group.variable] = byVariable.get(group.variable)?.list ?? [];
    const places = (): AnswerPath[] => asked.flatMap(({ group }) => group.stems(run));
    const answer = await callSubgraph(request, variables, places, run);
    if (answer === undefined) return;
    this.tell(answer, asked, run);
    if (answer.data === null) return;
    for (const entities of asked) {
      const { group } = entities;
      // What is wholly null was taken out by an error, which is told.
      const given = answer.data[group.name];
      if (given != null || answer.errors.length === 0) group.merge(given, entities, run);
    }
  }

  private tell({ errors }: SubgraphAnswer, asked: readonly CollectedEntities[], run: JoinedRun): void {
    for (const error of errors) {
      const [name] = pathOf(error) ?? [];
      const entities = asked.find(({ group }) => group.name === name) ?? (asked.length === 1 ? asked[0] : undefined);
      if (entities === undefined) tellError(error, this.request.subgraph, undefined, run);
      else entities.group.tell(error, entities, run);
    }
  }

  private formFor(asked: readonly CollectedEntities[]): FetchRequest {
    const { request, groups, forms } = this;
    if (asked.length === groups.length) return request;
    const names = new Set(asked.map(({ group }) => group.name));
    const key = [...names].join(' ');
    const known = forms.get(key);
    if (known !== undefined) return known;
    const others = new Set(groups.flatMap(({ name }) => (names.has(name) ? [] : [name])));
    const { used, ...made } = withoutFields(request.document, others);
    const variableUsages = request.variableUsages.filter((name) => used.has(`$${name}`));
    const form = { ...request, ...made, variableUsages };
    if (forms.size < mostForms) forms.set(key, form);
    return form;
  }
}
