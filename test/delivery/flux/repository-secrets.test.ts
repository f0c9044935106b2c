import { describe, expect, test } from '@jest/globals';
import { byName, fluxFleet, member } from './fixtures';
import { ApplicationSetFleet, FluxFleet, HelmInstallation } from '../../../lib';

const SECRETS = {
  'https://git.example.com/acme': 'acme-git', 'https://git.example.com/acme/secret': 'secret-git', 'oci://registry.example.com/charts': 'registry',
};
const ACCESS = { type: 'kubeconfig', namespace: 'clusters', name: 'eu-admin' } as const;

function privateFleet(repositorySecrets?: Readonly<Record<string, string>>) {
  const { fleet } = fluxFleet({ repositorySecrets });
  const eu = member(fleet, 'eu', { access: ACCESS });
  const source = (name: string, repoUrl: string) => new ApplicationSetFleet(fleet, name, {
    namespace: 'web', source: { type: 'kustomize', repoUrl, targetRevision: 'v1.0.0', path: 'web' },
  });
  source('inside', 'https://git.example.com/acme/web');
  source('deeper', 'https://git.example.com/acme/secret');
  source('beside', 'https://git.example.com/acme-public');
  new HelmInstallation(fleet, 'chart', {
    clusters: [eu], addOn: { release: 'chart', namespace: 'web', repository: 'oci://registry.example.com/charts', chart: 'web', defaultVersion: '1.0.0', values: {} },
  });
  return fleet;
}
const sourcesOf = (fleet: ReturnType<typeof privateFleet>) => ['GitRepository', 'OCIRepository'].flatMap(kind => Object.values(byName(fleet, 'hub', kind)));
const openedBy = (fleet: ReturnType<typeof privateFleet>) => Object.fromEntries(sourcesOf(fleet).map(({ spec }) => [spec.url, spec.secretRef?.name]));

describe('Secrets of private repositories', () => {
  test('are named by the sources below an address, the longest that fits', () => {
    const fleet = privateFleet(SECRETS);
    expect(openedBy(fleet)).toMatchObject({
      'https://git.example.com/acme/web': 'acme-git', 'https://git.example.com/acme/secret': 'secret-git', 'https://git.example.com/acme-public': undefined,
      'oci://registry.example.com/charts/web': 'registry',
    });
    // That of the output has its own, or none, in every namespace.
    expect(sourcesOf(fleet).filter(({ metadata }) => metadata.name === 'acme').map(({ metadata, spec }) => [metadata.namespace, spec.secretRef])).toEqual([
      ['clusters', undefined], ['flux-system', undefined],
    ]);
    expect(fleet.check().filter(finding => finding.severity === 'error')).toEqual([]);
  });

  test('are entries of the inventory, where the sources lie', () => {
    const keys = (fleet: ReturnType<typeof privateFleet>) => fleet.secretsOf('hub').map(({ namespace, name, type, keys: of }) => [`${namespace}/${name}`, type, of]);
    expect(keys(privateFleet(SECRETS))).toEqual([
      ['clusters/acme-git', 'Opaque', ['password', 'username']], ['clusters/eu-admin', 'Opaque', ['value']],
      ['clusters/registry', 'kubernetes.io/dockerconfigjson', ['.dockerconfigjson']], ['clusters/secret-git', 'Opaque', ['password', 'username']],
    ]);
    expect(keys(privateFleet())).toEqual([['clusters/eu-admin', 'Opaque', ['value']]]);
  });

  test('fail for an address that Flux does not read', () => {
    expect(() => fluxFleet({ repositorySecrets: { 'git.example.com': 'x' } }))
      .toThrow("Delivery.flux: repositorySecrets: write https://..., ssh://... or oci://..., got 'git.example.com'");
  });
});

test('what a FluxFleet names is in the inventory too', () => {
  const { fleet } = fluxFleet();
  member(fleet, 'eu', { access: ACCESS });
  new FluxFleet(fleet, 'web', {
    source: { type: 'bucket', bucketName: 'web', endpoint: 's3.example.com', secretRef: 'bucket' },
    kustomization: { path: 'web', decryption: { provider: 'sops', secretRef: 'keys' } },
  });
  expect(fleet.secretsOf('hub').map(({ namespace, name, keys }) => [namespace, name, keys])).toEqual([
    ['clusters', 'bucket', ['accesskey', 'secretkey']], ['clusters', 'eu-admin', ['value']], ['clusters', 'keys', ['identity.agekey']],
  ]);
});

test.each([
  [{ type: 'git', url: 'https://github.com/acme/web', branch: 'main', secretRef: 'open', spec: { provider: 'github' } },
    ['githubAppID', 'githubAppInstallationID', 'githubAppPrivateKey']],
  [{ type: 'git', url: 'https://git.example.com/web', branch: 'main', secretRef: 'open', spec: { provider: 'generic' } }, ['password', 'username']],
  [{ type: 'bucket', bucketName: 'web', endpoint: 'storage.example.com', secretRef: 'open', spec: { provider: 'gcp' } }, ['*']],
] as const)('the keys of the Secret of a source are those of its provider: %j', (source, keys) => {
  const { fleet } = fluxFleet();
  new FluxFleet(fleet, 'web', { clusters: ['hub'], source, kustomization: { path: 'web' } });
  expect(fleet.secretsOf('hub').map(secret => [secret.name, secret.keys])).toEqual([['open', keys]]);
});

test('Secrets that only `spec` of a FluxFleet names are in the inventory', () => {
  const { fleet } = fluxFleet();
  member(fleet, 'eu', { access: ACCESS });
  const source = { type: 'helm', url: 'https://charts.example.com' } as const;
  const chart = { spec: { chart: 'web', version: '1.0.0', sourceRef: { kind: 'HelmRepository', name: 'web' }, verify: { provider: 'cosign', secretRef: { name: 'cosign' } } } };
  new FluxFleet(fleet, 'web', { clusters: ['eu'], source, helmRelease: { chart: 'web', version: '1.0.0', targetNamespace: 'web', spec: { chart, kubeConfig: { secretRef: { name: 'mine' } } } } });
  expect(fleet.secretsOf('hub').map(({ name, readBy }) => [name, readBy])).toEqual([
    ['cosign', 'Flux, to verify the chart of web-eu'], ['eu-admin', 'controllers that look after eu'], ['mine', 'Flux, to reach eu'],
  ]);
});
