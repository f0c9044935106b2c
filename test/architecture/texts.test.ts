import { describe, expect, test } from '@jest/globals';
import { filesBelow, read } from './sources';

const TEXTS = filesBelow('.').filter(file => /(^|\/)(\.[\w.]+|LICENSE|NOTICE|run)$|\.(ts|js|json|md|yaml|txt|svg)$/.test(file));
/** Home folders and work folders of somebody's machine, but for those inside of the images that the components run. */
const MACHINE_PATH = /(?<![\w.])\/(home|Users|root|work|private|mnt|tmp)\/(?!argocd\b|kubecache\b|certs\b|k8s-webhook-server\b)[\w.-]+|[A-Z]:\\\\?Users/;
/** Where packages come from is the business of who installs them; the images of Kubernetes come from one place. */
const REGISTRY = /\b(registry|npm|mirror|nexus|artifactory|verdaccio)\.(?!example\.|k8s\.io)[\w.-]+\.(org|com|io|net|dev)\b/;

describe('the first example of the README', () => {
  test('is the program that is tested, word for word', () => {
    const [, block] = /```ts\n([\s\S]*?)```/.exec(read('README.md')) ?? [];
    expect(block).toBe(read('examples/readme/main.ts'));
  });
});

describe('committed text', () => {
  test('is all looked at', () => {
    expect(TEXTS).toEqual(expect.arrayContaining(['.ci/run', '.npmrc', '.projenrc.ts', 'package-lock.json', 'README.md', 'lib/index.ts']));
  });

  test('names no folder of a machine', () => {
    expect(linesWith(MACHINE_PATH)).toEqual([]);
  });

  test('names no package registry', () => {
    expect(linesWith(REGISTRY)).toEqual([]);
  });

  test('locks packages by version and checksum, not by where one machine got them', () => {
    const { packages } = JSON.parse(read('package-lock.json')) as { packages: Record<string, { resolved?: string; integrity?: string }> };
    const installed = Object.entries(packages).filter(([name]) => name !== '');
    expect(installed.length).toBeGreaterThan(100);
    expect(installed.filter(([, entry]) => entry.resolved !== undefined).map(([name]) => name)).toEqual([]);
  });

  test('locks a version for every platform of the packages that have binaries', () => {
    const { packages } = JSON.parse(read('package-lock.json')) as { packages: Record<string, { optionalDependencies?: object }> };
    const missing = Object.entries(packages).flatMap(([owner, { optionalDependencies }]) =>
      Object.keys(optionalDependencies ?? {}).filter(name => !(`node_modules/${name}` in packages) && !(`${owner}/node_modules/${name}` in packages)));
    expect(missing).toEqual([]);
  });
});

function linesWith(pattern: RegExp): readonly string[] {
  return TEXTS.flatMap(file => read(file).split('\n').filter(line => pattern.test(line)).map(line => `${file}: ${line.trim().slice(0, 120)}`));
}
