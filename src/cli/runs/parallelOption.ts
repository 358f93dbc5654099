import { InvalidArgumentError, Option } from 'commander';

function wholeNumber(text: string): number {
  if (!/^[1-9]\d{0,8}$/.test(text)) throw new InvalidArgumentError('It is not a whole number from 1 on.');
  return Number(text);
}

/** The option of commands whose runs are worked on in parts. */
export const parallelOption = (): Option =>
  new Option(
    '--parallel <n>',
    'parts that are worked on at the same time, each on a connection of its own (default: runs.parallel of the config, 2)',
  ).argParser(wholeNumber);
