import type { Command } from 'commander';

/** What all commands say that write keys. */
export interface DryRun {
  readonly dryRun?: boolean;
}

/** The option of a command that writes nothing. */
export const dryRunOption = ['--dry-run', 'check everything, say what would happen, write nothing'] as const;

/** The days that a key lives where nothing is said: a year. */
export const defaultLifetime = '365d';

/** How long an old secret goes on working where nothing is said. */
export const defaultOverlap = '24h';

/** An option that may be given again and again. */
export const gathered = (value: string, before: readonly string[] = []): readonly string[] => [...before, value];

/** Adds an option that says when a key ends. */
export const withExpires = (command: Command, otherwise: string): Command =>
  command.option('--expires <when>', `a duration (90d, 12h), the last day (2027-01-31), or never; ${otherwise}`);
