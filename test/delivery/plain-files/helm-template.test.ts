import * as fs from 'node:fs';
import * as path from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { echoing, fakeHelm, printing } from './fake-helm';
import { HelmRelease } from '../../../lib';
import { HelmTemplate } from '../../../lib/delivery/plain-files/helm-template';

const RELEASE: HelmRelease = {
  name: 'metrics', namespace: 'monitoring', repository: 'https://charts.example.com', chart: 'metrics-server', version: '3.13.0', path: 'acme/metrics', installer: 'delivery',
  values: { replicas: 2, none: null, text: '{{ x }} "$y"\n' },
};
const request = (release: Partial<HelmRelease> = {}, kubernetesVersion = 'v1.34.1') => ({ release: { ...RELEASE, ...release }, kubernetesVersion });
const failing = (stderr: string) => fakeHelm(`process.stderr.write(${JSON.stringify(stderr)}); process.exitCode = 1;`);
const ELSE = 'Delivery.argoCd(...), Delivery.flux(...)';

describe('what Helm is asked', () => {
  test('is everything that was settled, with the values on its input', () => {
    const helm = echoing();
    new HelmTemplate(helm.binary).render(request());
    expect(helm.runs()).toEqual([{
      args: [
        'template', '--repo', 'https://charts.example.com', '--version', '3.13.0', '--namespace', 'monitoring',
        '--kube-version', 'v1.34.1', '--include-crds', '--skip-tests', '--values', '-', '--', 'metrics', 'metrics-server',
      ],
      values: { replicas: 2, none: null, text: '{{ x }} "$y"\n' },
    }]);
  });

  test('is the whole reference of a chart in an OCI registry', () => {
    const helm = echoing();
    for (const repository of ['oci://registry.example.com/charts', 'oci://registry.example.com/charts/']) new HelmTemplate(helm.binary).render(request({ repository }));
    expect(helm.runs().map(({ args }) => [args.slice(0, 3), args.slice(-3)])).toEqual([1, 2].map(() => [
      ['template', '--version', '3.13.0'], ['--', 'metrics', 'oci://registry.example.com/charts/metrics-server'],
    ]));
  });

  test('has no chart that Helm takes for an option', () => {
    const helm = echoing();
    new HelmTemplate(helm.binary).render(request({ chart: '--post-renderer=other' }));
    expect(helm.runs()[0].args.slice(-3)).toEqual(['--', 'metrics', '--post-renderer=other']);
  });

  test('is asked in an empty folder: a folder of the program that is called as the chart is not the chart', () => {
    const helm = fakeHelm("process.stdout.write(JSON.stringify({ folder: process.cwd(), files: fs.readdirSync('.') }));");
    const [{ folder, files }] = new HelmTemplate(helm.binary).render(request()) as unknown as [{ folder: string; files: string[] }];
    expect(files).toEqual([]);
    expect(fs.existsSync(folder)).toBe(false);
  });

  test('is asked of a binary whose path is seen from where the program runs', () => {
    const helm = printing('kind: A');
    expect(new HelmTemplate(path.relative(process.cwd(), helm.binary)).render(request())).toEqual([{ kind: 'A' }]);
  });

  test('is asked once for equal requests, and again for each that differs', () => {
    const helm = echoing();
    const template = new HelmTemplate(helm.binary);
    const different = [
      request(), request({ name: 'other' }), request({ namespace: 'other' }), request({ repository: 'https://other.example.com' }), request({ chart: 'other' }),
      request({ version: '3.13.1' }), request({ values: {} }), request({}, 'v1.33.0'),
    ];
    const first = different.map(one => template.render(one));
    expect(different.map(one => template.render({ ...one, release: { ...one.release, path: 'elsewhere' } }))).toEqual(first);
    expect(helm.runs()).toHaveLength(different.length);
  });
});

describe('what Helm prints', () => {
  test('becomes its documents, empty ones left out', () => {
    const helm = printing('---\n# Source: a\nkind: A\n---\n\n---\n# nothing\n---\nkind: B\ntext: |\n  ---\n  no document\n');
    expect(new HelmTemplate(helm.binary).render(request())).toEqual([{ kind: 'A' }, { kind: 'B', text: '---\nno document\n' }]);
  });

  test('may be nothing', () => {
    expect(new HelmTemplate(printing('').binary).render(request())).toEqual([]);
  });

  test('may be large', () => {
    const helm = fakeHelm("process.stdout.write('kind: A\\ntext: ' + 'x'.repeat(5 * 1024 * 1024));");
    expect(JSON.stringify(new HelmTemplate(helm.binary).render(request()))).toHaveLength(5 * 1024 * 1024 + 24);
  });

  test('fails when it is more than can be read', () => {
    const helm = fakeHelm("process.stdout.write('kind: A\\ntext: ' + 'x'.repeat(11 * 1024 * 1024));");
    expect(() => new HelmTemplate(helm.binary).render(request())).toThrow(new Error(`the chart renders to more than 10 MiB; have a controller install it: ${ELSE}`));
  });
});

describe('fails', () => {
  const otherwise = `install Helm, or name the binary in Delivery.plainFiles({ helm: ... }); or have a controller install the chart: ${ELSE},`
    + ' or for a ManagedCluster Cluster API, as one of its addOns';

  test('with the other ways when there is no such binary', () => {
    expect(() => new HelmTemplate('/nowhere/helm').render(request()))
      .toThrow(new Error(`plain files need the helm binary to render charts, and '/nowhere/helm' cannot be run (ENOENT): ${otherwise}`));
  });

  test('with the other ways when the file is no program', () => {
    const { binary } = echoing();
    fs.chmodSync(binary, 0o644);
    expect(() => new HelmTemplate(binary).render(request()))
      .toThrow(new Error(`plain files need the helm binary to render charts, and '${binary}' cannot be run (EACCES): ${otherwise}`));
  });

  test('with the error of Helm, not with the warnings before it and the advice after it', () => {
    const helm = failing('WARNING: Kubernetes configuration file is group-readable.\nError: chart "x" version "1" not found\n\nUse --debug flag\n');
    expect(() => new HelmTemplate(helm.binary).render(request())).toThrow(new Error('helm template failed: Error: chart "x" version "1" not found'));
  });

  test('with the first line when none says that it is the error', () => {
    expect(() => new HelmTemplate(failing('\n  no such flag\nusage\n').binary).render(request())).toThrow(new Error('helm template failed: no such flag'));
  });

  test('with the status when Helm says nothing', () => {
    expect(() => new HelmTemplate(failing('').binary).render(request())).toThrow(new Error('helm template failed: it ended with status 1'));
  });

  test('the same way the second time, without asking again', () => {
    const helm = failing('Error: no');
    const template = new HelmTemplate(helm.binary);
    expect(() => template.render(request())).toThrow('helm template failed: Error: no');
    expect(() => template.render(request())).toThrow('helm template failed: Error: no');
    expect(helm.runs()).toHaveLength(1);
  });
});
