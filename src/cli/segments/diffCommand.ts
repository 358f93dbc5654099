import type { Command } from 'commander';
import type { DiffQuestion, Move } from '../../membership/answers/diffSegment.js';
import { plural } from '../../lib/text/plural.js';
import { parseDay } from '../days.js';
import { runCommand, type CommandScope } from '../run.js';
import { openSegment } from './openSegment.js';
import { writeLines } from './writeLines.js';

interface Options {
  readonly from: string;
  readonly to: string;
  readonly out?: string;
  readonly definition?: string;
}

/** Customers whose changes are read together. */
const together = 1000;

const header = 'customer_id,move,path,condition,held_before,holds,value_before,value\n';

async function* moveLines(question: DiffQuestion, moves: readonly Move[], onRows: (count: number) => void) {
  const { findConditionChanges, findMovedKeys } = await import('../../membership/answers/diffSegment.js');
  const { csvField } = await import('../../lib/text/csvField.js');
  yield header;
  for (const move of moves) {
    for (let after: string | undefined; ;) {
      const keys = await findMovedKeys(question, move, { after, size: together });
      const rows = await findConditionChanges(question, keys);
      yield rows
        .flatMap(({ customerId, changes }) =>
          changes.map(({ path, sentence, heldBefore, holds, valueBefore, value }) =>
            [customerId, move, path, sentence, String(heldBefore), String(holds), valueBefore, value]
              .map(csvField)
              .join(','),
          ),
        )
        .map((line) => `${line}\n`)
        .join('');
      onRows(keys.length);
      after = keys.at(-1);
      if (keys.length < together) break;
    }
  }
}

async function diff(
  scope: CommandScope,
  id: string | undefined,
  { from, to, out, definition: file }: Options,
): Promise<void> {
  const { checkRange } = await import('../../lib/checks/checkRange.js');
  checkRange({ from, to });
  const { asker, definition } = await openSegment(scope, { id, definition: file });
  const { openContext } = await import('../../membership/openContext.js');
  const { countMoves } = await import('../../membership/answers/diffSegment.js');
  const before = await openContext(asker, from, [definition]);
  const after = await openContext(asker, to, [definition]);
  const question = { definition, before, after };
  const { entered, left, stayed } = await countMoves(question);
  process.stdout.write(`entered\t${entered}\nleft\t${left}\nstayed\t${stayed}\n`);
  if (out === undefined) return;
  let written = 0;
  const onRows = (count: number): void => {
    scope.signal.throwIfAborted();
    written += count;
    scope.progress.update(`${plural(written, 'customer')} written`);
  };
  await writeLines(out, moveLines(question, ['entered', 'left'], onRows));
  scope.progress.say(`${plural(written, 'customer')} written to ${out}`);
}

/** Defines `facet segments diff`. */
export const defineDiff = (segments: Command): Command =>
  segments
    .command('diff [segment]')
    .description('how many customers came, left and stayed between two days')
    .requiredOption('--from <day>', 'the first day', parseDay)
    .requiredOption('--to <day>', 'the last day', parseDay)
    .option('--out <file>', 'CSV file for those who came and left, with the conditions that changed')
    .option('--definition <file>', 'a segment in the making: a YAML or JSON file with a definition')
    .action((id: string | undefined, options: Options) =>
      runCommand({ name: 'facet segments' }, (scope) => diff(scope, id, options)),
    );
