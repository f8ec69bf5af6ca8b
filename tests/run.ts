import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { projectRoot } from './support/source-files.ts';
import { ensureChromium } from './support/find-chromium.ts';

/**
 * Everything that has to be true before a change goes out: formatting, lint, types, content, tests. Each guard counts as
 * one test; the last line sums up. Nothing is skipped: what a guard needs is brought along or asked for by its command.
 */
const guards: readonly (readonly [name: string, command: string, ...words: readonly string[]])[] = [
  ['formatting', 'oxfmt', '--check', '.'],
  ['lint', 'oxlint', '--type-aware', '--deny-warnings', 'src', 'tests', 'bench', 'vitest.config.ts'],
  ['types', 'tsc', '-p', '.'],
  ['types of the pure rooms', 'tsc', '-p', 'src/engine'],
  ['types of the browser part', 'tsc', '-p', 'src/browser'],
  ['content, dialogs and locales', process.execPath, 'src/main.ts', 'check'],
  ['browser bundle', process.execPath, 'src/main.ts', 'build'],
];

interface Tally {
  passed: number;
  failed: number;
}

const tally: Tally = { passed: 0, failed: 0 };

function runGuards(): void {
  for (const [name, command, ...words] of guards) {
    const started = performance.now();
    const { status, stdout, stderr } = spawnSync(command, words, {
      cwd: projectRoot,
      encoding: 'utf8',
      maxBuffer: 64 * 1024 * 1024,
    });
    const seconds = ((performance.now() - started) / 1000).toFixed(1);
    console.log(`${status === 0 ? 'ok    ' : 'FAILED'} ${name} (${seconds} s)`);
    if (status === 0) tally.passed++;
    else {
      tally.failed++;
      console.log(`${stdout}${stderr}`);
    }
  }
}

function runTests(files: readonly string[]): void {
  const folder = mkdtempSync(join(tmpdir(), 'sportello-tests-'));
  const report = join(folder, 'report.json');
  const words = ['run', '--reporter=default', '--reporter=json', `--outputFile.json=${report}`, ...files];
  spawnSync('vitest', words, { cwd: projectRoot, stdio: 'inherit', env: { ...process.env, CHROMIUM_PATH: ensureChromium() } });
  try {
    count(JSON.parse(readFileSync(report, 'utf8')) as Report);
  } catch (error) {
    console.log(`The test runner left no report: ${String(error)}`);
    tally.failed++;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** What we read of vitest's JSON report. */
interface Report {
  readonly success: boolean;
  readonly numPassedTests: number;
  readonly numFailedTests: number;
  readonly numPendingTests: number;
  readonly testResults: readonly { readonly status: string; readonly assertionResults: readonly unknown[] }[];
}

function count(report: Report): void {
  const brokenFiles = report.testResults.filter(
    ({ status, assertionResults }) => status === 'failed' && assertionResults.length === 0,
  );
  const failed = report.numFailedTests + brokenFiles.length + report.numPendingTests;
  if (report.numPendingTests > 0)
    console.log(`${String(report.numPendingTests)} tests were skipped: here that counts as failed.`);
  tally.passed += report.numPassedTests;
  // An error outside any test (a leaked rejection, a broken set-up) fails the run without failing a test.
  tally.failed += failed === 0 && !report.success ? 1 : failed;
}

try {
  const files = process.argv.slice(2);
  if (files.length === 0) runGuards();
  runTests(files);
} catch (error) {
  console.log(error instanceof Error ? error.message : String(error));
  tally.failed++;
}
console.log(`${String(tally.passed)} passed, ${String(tally.failed)} failed`);
process.exitCode = tally.failed === 0 ? 0 : 1;
