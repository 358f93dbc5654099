import { ReadinessState } from '../../words/validationWords.js';
import type { FeatureFound, ModelNeedFound, NeedFound, DataReadiness, RuleFound } from '../readiness/DataReadiness.js';
import { stateTexts } from './statusTexts.js';

const needLine = ({ table, column, state, optional, remedy }: NeedFound): string =>
  `  ${stateTexts[state]}${optional ? ' (optional)' : ''}: ${column === null ? table : `${table}.${column}`}${remedy === null ? '' : `: ${remedy}`}`;

function featureLines({ title, rule, isReady, needs }: FeatureFound): string[] {
  const lacking = needs.filter(({ state }) => state !== ReadinessState.PRESENT);
  const there = needs.length - lacking.length;
  return [
    `${isReady ? 'ready' : 'not ready'}: ${title} (${there} of ${needs.length} present). ${rule}`,
    ...lacking.map(needLine),
  ];
}

const ruleLine = ({ id, requirement, isMet, found, remedy }: RuleFound): string =>
  `${isMet ? 'kept' : 'not kept'}: ${id} ${requirement} ${found}${remedy === null ? '' : ` ${remedy}`}`;

const modelLine = ({ requirement, measured, unit, isMet, remedy }: ModelNeedFound): string =>
  `${isMet ? 'met' : 'not met'}: ${requirement} Measured: ${measured === null ? 'nothing' : `${measured} ${unit}`}.${remedy === null ? '' : ` ${remedy}`}`;

/** What the data allows, as lines of text for a person. */
export const formatReadiness = ({ features, rules, models, missingTables }: DataReadiness): string[] => [
  ...features.flatMap(featureLines),
  ...rules.map(ruleLine),
  ...models.map((one) => `models, ${modelLine(one)}`),
  ...missingTables.map(({ table, reason }) => `missing: ${table}: ${reason}.`),
];
