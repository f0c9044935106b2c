import { spawnSync } from 'node:child_process';
import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import { Yaml } from 'cdk8s';
import { HelmRelease } from '../../fleet';
import { chartAddress } from '../../fleet/chart-address';

/** The most that cdk8s reads of a file. */
const LONGEST_OUTPUT = 10 * 1024 * 1024;

/** What a rendering depends on. Equal requests give equal objects, whatever the cluster. */
export interface TemplateRequest {
  readonly release: HelmRelease;
  /** `v1.34.1`. */
  readonly kubernetesVersion: string;
}

/** The binary that renders charts. It runs once for each different request: clusters that are alike share a rendering. */
export class HelmTemplate {
  private readonly rendered = new Map<string, () => readonly object[]>();

  private readonly binary: string;

  /** @param binary a name that is looked up in `PATH`, or a path, as seen from where the program runs */
  constructor(binary: string) {
    this.binary = binary.includes(path.sep) ? path.resolve(binary) : binary;
  }

  /**
   * The YAML documents that a chart renders to, CRDs first, then everything else in Helm's order of kinds, hooks last.
   *
   * @throws for a binary that does not run, and with what Helm says
   */
  public render(request: TemplateRequest): readonly object[] {
    const { args, values } = commandFor(request);
    const key = JSON.stringify([args, values]);
    let documents = this.rendered.get(key);
    if (!documents) {
      documents = resultOf(() => parse(this.run(args, values)));
      this.rendered.set(key, documents);
    }
    return documents();
  }

  private run(args: readonly string[], values: string): string {
    // In an empty folder: Helm takes one that is called as the chart before it asks the repository (v3.20.2 `pkg/action/install.go` LocateChart).
    const { error, status, stdout, stderr } = inFolder(cwd => spawnSync(this.binary, args, { cwd, input: values, encoding: 'utf8', maxBuffer: LONGEST_OUTPUT }));
    const code = (error as NodeJS.ErrnoException | undefined)?.code;
    if (code === 'ENOBUFS') {
      throw new Error(`the chart renders to more than ${LONGEST_OUTPUT / 1024 / 1024} MiB; have a controller install it: Delivery.argoCd(...), Delivery.flux(...)`);
    }
    if (code === 'ENOENT' || code === 'EACCES') {
      throw new Error(`plain files need the helm binary to render charts, and '${this.binary}' cannot be run (${code}): install Helm, or name the binary in`
        + ' Delivery.plainFiles({ helm: ... }); or have a controller install the chart: Delivery.argoCd(...), Delivery.flux(...), or for a ManagedCluster'
        + ' Cluster API, as one of its addOns');
    }
    // A binary that ends without reading its input also gives an error; what it printed says more.
    if (status !== 0) {
      throw new Error(`helm template failed: ${firstError(stderr) ?? error?.message ?? `it ended with status ${status}`}`);
    }
    return stdout;
  }
}

/**
 * Helm v3.20.2 `cmd/helm/template.go`; `--values -` is read from its input, so that values never lie in a file. What follows `--` is no option,
 * whatever it looks like.
 */
function commandFor({ release, kubernetesVersion }: TemplateRequest): { readonly args: readonly string[]; readonly values: string } {
  const { name, namespace, repository, chart, version, values } = release;
  const [reference, from] = repository.startsWith('oci://') ? [chartAddress(repository, chart), []] : [chart, ['--repo', repository]];
  return {
    args: [
      'template', ...from, '--version', version, '--namespace', namespace, '--kube-version', kubernetesVersion, '--include-crds', '--skip-tests', '--values', '-',
      '--', name, reference,
    ],
    values: JSON.stringify(values),
  };
}

/** Remembers what a function gives, a failure too: a registry that does not answer is asked once. */
function resultOf<T>(run: () => T): () => T {
  try {
    const value = run();
    return () => value;
  } catch (error) {
    return () => { throw error; };
  }
}

/** Warnings about files and caches may come before it. */
function firstError(stderr: string): string | undefined {
  const lines = stderr.split('\n').map(line => line.trim()).filter(line => line !== '');
  return lines.find(line => line.startsWith('Error:')) ?? lines[0];
}

/**
 * By cdk8s, which reads files only, and reads them as YAML 1.1: a date (`2024-01-01`) or digits with colons (`12:30`) that a template leaves without
 * quotes become a time or a number there, where Helm v3.20.2 keeps the text.
 */
function parse(text: string): readonly object[] {
  return inFolder(folder => {
    const file = path.join(folder, 'objects.yaml');
    fs.writeFileSync(file, text);
    return Yaml.load(file);
  });
}

/** Runs something with an empty folder that is gone afterwards. */
function inFolder<T>(run: (folder: string) => T): T {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'helm-template-'));
  try {
    return run(folder);
  } finally {
    fs.rmSync(folder, { recursive: true });
  }
}
