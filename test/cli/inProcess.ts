import { CommanderError, type Command } from 'commander';
import { reportFailure } from '../../src/cli/reportFailure.js';

/** What came of a command. */
export interface Outcome {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Collects what is written to a stream until `restore`. */
function collect(stream: NodeJS.WriteStream) {
  let text = '';
  const write = stream.write.bind(stream);
  stream.write = (chunk: Uint8Array | string) => {
    text += typeof chunk === 'string' ? chunk : Buffer.from(chunk).toString();
    return true;
  };
  return { text: () => text, restore: () => void (stream.write = write) };
}

function throwInsteadOfExit(command: Command): void {
  command.exitOverride();
  for (const inner of command.commands) throwInsteadOfExit(inner);
}

/** Runs a command by its function, in this process, with an environment of its own; as `src/main.ts` does. */
export async function runInProcess(
  command: Command,
  args: readonly string[],
  environment: Readonly<Record<string, string>> = {},
): Promise<Outcome> {
  const before = process.env;
  const exitCode = process.exitCode;
  const [out, err] = [collect(process.stdout), collect(process.stderr)];
  process.env = { PATH: before['PATH'], LOG_LEVEL: 'silent', ...environment };
  process.exitCode = 0;
  try {
    throwInsteadOfExit(command);
    await command.parseAsync(args, { from: 'user' });
  } catch (error) {
    if (error instanceof CommanderError) process.exitCode = error.exitCode;
    else reportFailure(error);
  } finally {
    out.restore();
    err.restore();
    process.env = before;
  }
  const code = process.exitCode;
  process.exitCode = exitCode;
  return { code, stdout: out.text(), stderr: err.text() };
}
