import { spawn, spawnSync } from 'node:child_process';
import { accessSync, constants, existsSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { delimiter, join, resolve } from 'node:path';

const ROOT = resolve(__dirname, '../../..');
const PLUGIN = 'pulumi-resource-kubernetes';
/** Where the CLI of whoever runs the tests keeps plugins. */
const HOME = process.env.PULUMI_HOME ?? join(homedir(), '.pulumi');

/** What this machine lacks for a test against the real engine. */
export function missingTools(): string | undefined {
  const absent = ['pulumi', 'pulumi-language-nodejs'].find(name => !isOnPath(name));
  if (absent !== undefined) {
    return `${absent} is not on the PATH`;
  }
  if (isOnPath(PLUGIN)) {
    return undefined;
  }
  const { stdout } = spawnSync('pulumi', ['plugin', 'ls', '--json'], { encoding: 'utf8' });
  return /"name":\s*"kubernetes"/.test(stdout) ? undefined : `${PLUGIN} is neither on the PATH nor installed (pulumi plugin install resource kubernetes)`;
}

function isOnPath(name: string): boolean {
  return (process.env.PATH ?? '').split(delimiter).some(folder => {
    try {
      accessSync(join(folder, name), constants.X_OK);
      return true;
    } catch {
      return false;
    }
  });
}

/** What a run of the CLI gave: its exit code, and what it said on both streams. */
export interface Run {
  readonly code: number | null;
  readonly stdout: string;
  readonly text: string;
}

/** A step of a preview. */
export interface Step {
  readonly op: string;
  readonly urn: string;
}

/** A Pulumi project in a folder of its own, with its state in that folder and a stack `dev`. */
export class PulumiProject {
  private readonly env: Record<string, string>;
  private readonly folder = mkdtempSync(join(tmpdir(), 'cdk8s-fleet-pulumi-'));

  /** `program` is a TypeScript file of the project; `env` is what it reads. */
  constructor(program: string, env: Readonly<Record<string, string>>) {
    this.env = { ...env };
    mkdirSync(join(this.folder, 'state'));
    mkdirSync(join(this.folder, 'home'));
    if (existsSync(join(HOME, 'plugins'))) {
      symlinkSync(join(HOME, 'plugins'), join(this.folder, 'home', 'plugins'));
    }
    symlinkSync(join(ROOT, 'node_modules'), join(this.folder, 'node_modules'));
    writeFileSync(join(this.folder, 'package.json'), JSON.stringify({ name: 'engine', private: true, main: 'main.js' }));
    writeFileSync(join(this.folder, 'main.js'), `require(${JSON.stringify(program)});\n`);
    const runtime = { name: 'nodejs', options: { typescript: false, nodeargs: '--import tsx' } };
    writeFileSync(join(this.folder, 'Pulumi.yaml'), JSON.stringify({ name: 'engine', runtime }));
  }

  /** Sets an environment variable for the runs that follow. */
  set(name: string, value: string): void {
    this.env[name] = value;
  }

  /** Runs the CLI. In a process of its own and without waiting for it: the API that it talks to may be in this one. */
  async run(...args: readonly string[]): Promise<Run> {
    const child = spawn('pulumi', [...args, '--non-interactive', '--color', 'never'], {
      cwd: this.folder,
      stdio: ['ignore', 'pipe', 'pipe'],
      env: {
        ...process.env,
        PULUMI_HOME: join(this.folder, 'home'),
        PULUMI_BACKEND_URL: `file://${join(this.folder, 'state')}`,
        PULUMI_CONFIG_PASSPHRASE: 'test',
        PULUMI_SKIP_UPDATE_CHECK: 'true',
        PULUMI_DISABLE_AUTOMATIC_PLUGIN_ACQUISITION: 'true',
        TSX_TSCONFIG_PATH: join(ROOT, 'tsconfig.dev.json'),
        ...this.env,
      },
    });
    const stdout: string[] = [];
    const both: string[] = [];
    child.stdout.setEncoding('utf8').on('data', (text: string) => { stdout.push(text); both.push(text); });
    child.stderr.setEncoding('utf8').on('data', (text: string) => { both.push(text); });
    const code = await new Promise<number | null>((done, fail) => { child.on('error', fail).on('close', done); });
    return { code, stdout: stdout.join(''), text: both.join('') };
  }

  /** Runs the CLI and gives what it said; throws that when it fails. */
  async must(...args: readonly string[]): Promise<Run> {
    const run = await this.run(...args);
    if (run.code !== 0) {
      throw new Error(`pulumi ${args.join(' ')}: exit code ${run.code}\n${run.text}`);
    }
    return run;
  }

  async preview(): Promise<readonly Step[]> {
    const { stdout } = await this.must('preview', '--json');
    return (JSON.parse(stdout) as { steps: readonly Step[] }).steps;
  }

  /** The URNs of the stack's state, in the order in which they were made. */
  async urns(): Promise<readonly string[]> {
    const { stdout } = await this.must('stack', 'export');
    const { deployment } = JSON.parse(stdout) as { deployment: { resources?: readonly { urn: string }[] } };
    return (deployment.resources ?? []).map(({ urn }) => urn);
  }

  delete(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }
}
