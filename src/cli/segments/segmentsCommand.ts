import { Command } from 'commander';
import { defineDiff } from './diffCommand.js';
import { defineReading } from './readCommands.js';
import { defineWriting } from './writeCommands.js';

/** `facet segments list | show | count | members | explain | diff | upload | lists | apply | materialise` */
export function segmentsCommand(): Command {
  const segments = new Command('segments').description(
    'Segments: who is in them and why, their days, and lists for them',
  );
  defineReading(segments);
  defineDiff(segments);
  defineWriting(segments);
  return segments;
}
