import { plural } from '../../../lib/text/plural.js';
import { printable } from '../../../lib/text/printable.js';
import type { CheckReport } from './CheckReport.js';
import type { FaultyOperation } from './Operation.js';

const faultLines = (word: string, { name, place: own, faults }: FaultyOperation): string[] =>
  faults.map(({ message, place, line, column }) => {
    const at = line === undefined ? '' : `:${line}:${column}`;
    return `${word}: ${name === own ? '' : `${name}, `}${place}${at}: ${message}`;
  });

/** The report as lines, the gravest first. */
export function formatCheck(report: CheckReport): string[] {
  const { subgraphs, losses, notes, breaking, dangerous = [], operations, lost, lostBefore, passed } = report;
  const lines = [
    ...lost.flatMap((one) => faultLines('operation', one)),
    ...losses.map(({ message }) => `lost: ${message}`),
    ...(breaking ?? []).map(({ message }) => `breaking: ${message}`),
    ...dangerous.map(({ message }) => `dangerous: ${message}`),
    ...lostBefore.flatMap((one) => faultLines('refused before', one)),
    ...notes.map(({ message }) => `note: ${message}`),
  ].map(printable);
  const counted = [
    losses.length === 1 ? '1 loss' : `${losses.length} losses`,
    ...(breaking === undefined ? [] : [plural(breaking.length, 'breaking change')]),
    ...(operations === undefined ? [] : [`${lost.length} of ${plural(operations, 'operation')} lost`]),
  ];
  return [...lines, `${subgraphs.join(', ')} compose: ${counted.join(', ')}. ${passed ? 'Passed.' : 'Failed.'}`];
}
