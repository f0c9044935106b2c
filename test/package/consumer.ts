import { execFileSync, SpawnSyncReturns } from 'node:child_process';
import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import { ensureBuilt, ROOT } from './build';

/** What `cdk8s init typescript-app` copies. */
const TEMPLATE = path.join(ROOT, 'node_modules', 'cdk8s-cli', 'templates', 'typescript-app');
/** Set by the npm that runs these tests, for the project that it runs them in. */
const OF_THE_OUTER_NPM = /^(npm_(package|lifecycle)_.*|npm_config_(local|global)?_?prefix|INIT_CWD|NODE_OPTIONS|NODE_ENV|CI)$/i;

/** What a new project installs beside the package, by version range. */
export type Packages = Readonly<Record<string, string>>;

/** The development packages of the template, as it writes them. The CLI and the Kubernetes classes are not what is tested. */
export function templatePackages(): Packages {
  const { devDependencies } = JSON.parse(fs.readFileSync(path.join(TEMPLATE, 'package.json'), 'utf8'));
  return Object.fromEntries(Object.entries(devDependencies as Packages).filter(([name]) => name !== 'cdk8s-cli'));
}

/** Packs the package into a temporary folder, and returns the path of the tarball. */
export function pack(): string {
  ensureBuilt();
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'fleet-pack-'));
  const [{ filename }] = JSON.parse(runIn(ROOT, 'npm', 'pack', '--json', '--pack-destination', folder));
  return path.join(folder, filename);
}

/** A project of somebody who uses the package, in a temporary folder. */
export class Consumer {
  public readonly folder = fs.mkdtempSync(path.join(os.tmpdir(), 'fleet-consumer-'));

  /** Installs the tarball and other packages from the registry, as a user does. */
  constructor(tarball: string, packages: Packages, fields: object = {}) {
    this.write('package.json', JSON.stringify({
      name: 'consumer', version: '1.0.0', private: true, ...fields, dependencies: { 'cdk8s-fleet': `file:${tarball}`, ...packages },
    }));
    try {
      this.run('npm', 'install', '--prefer-offline', '--no-audit', '--no-fund', '--ignore-scripts');
    } catch (error) {
      this.delete();
      throw error;
    }
  }

  /** Copies a file of the template of `cdk8s init typescript-app`. */
  public useTemplate(...files: readonly string[]): void {
    for (const file of files) {
      fs.copyFileSync(path.join(TEMPLATE, file), path.join(this.folder, file));
    }
  }

  /** Copies a program of `test/package/programs`, under the name that the project gives it. */
  public useProgram(program: string, as: string): void {
    fs.copyFileSync(path.join(__dirname, 'programs', program), path.join(this.folder, as));
  }

  public write(file: string, text: string): void {
    fs.writeFileSync(path.join(this.folder, file), text);
  }

  public read(file: string): string {
    return fs.readFileSync(path.join(this.folder, file), 'utf8');
  }

  /** Every file below a folder of the project, sorted. */
  public filesIn(folder: string): readonly string[] {
    const root = path.join(this.folder, folder);
    return fs.readdirSync(root, { recursive: true }).map(String).filter(file => fs.statSync(path.join(root, file)).isFile())
      .map(file => file.split(path.sep).join('/')).sort();
  }

  /**
   * Runs a command in the project, local ones without `npx`.
   *
   * @throws with all that it printed when it fails
   */
  public run(command: string, ...args: readonly string[]): string {
    return runIn(this.folder, command, ...args);
  }

  public delete(): void {
    fs.rmSync(this.folder, { recursive: true, force: true });
  }
}

function runIn(folder: string, command: string, ...args: readonly string[]): string {
  const env = Object.fromEntries(Object.entries(process.env).filter(([name]) => !OF_THE_OUTER_NPM.test(name)));
  const local = path.join(folder, 'node_modules', '.bin', command);
  try {
    return execFileSync(fs.existsSync(local) ? local : command, args, { cwd: folder, env, encoding: 'utf8', stdio: 'pipe' });
  } catch (error) {
    const { stdout, stderr } = error as SpawnSyncReturns<string>;
    throw new Error(`${command} ${args.join(' ')} failed:\n${stdout}${stderr}`);
  }
}
