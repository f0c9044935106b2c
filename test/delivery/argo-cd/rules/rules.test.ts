import * as fs from 'node:fs';
import * as path from 'node:path';
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { application, declared, messages, MODEL, modelOf } from './declared';
import { ARGO_CD_RULES } from '../../../../lib/delivery/argo-cd/rules';
import { argoApplicationName } from '../../../../lib/delivery/argo-cd/rules/argo-application-name';
import { argoDestinationNotPermitted } from '../../../../lib/delivery/argo-cd/rules/argo-destination-not-permitted';
import { argoObjectNotPermitted } from '../../../../lib/delivery/argo-cd/rules/argo-object-not-permitted';
import { argoSharedObjects } from '../../../../lib/delivery/argo-cd/rules/argo-shared-objects';
import { argoSourceNotPermitted } from '../../../../lib/delivery/argo-cd/rules/argo-source-not-permitted';
import { argoUnknownProject } from '../../../../lib/delivery/argo-cd/rules/argo-unknown-project';
import { argoUnsupportedVersion } from '../../../../lib/delivery/argo-cd/rules/argo-unsupported-version';

test('every rule is one file named after its code, and listed', () => {
  const files = fs.readdirSync(path.join(__dirname, '../../../../lib/delivery/argo-cd/rules')).filter(file => file.startsWith('argo-'));
  expect(ARGO_CD_RULES.map(rule => `${rule.code}.ts`)).toEqual(files.sort());
});

test('no rule finds anything in what is permitted, nor where nothing is declared', () => {
  expect(ARGO_CD_RULES.flatMap(rule => messages(rule, declared([application()])))).toEqual([]);
  expect(ARGO_CD_RULES.flatMap(rule => messages(rule, { hub: 'hub', projects: [], applications: [] }))).toEqual([]);
});

describe('argo-application-name', () => {
  test('takes the longest name that the API server takes, and no longer one', () => {
    expect(messages(argoApplicationName, declared([application({ name: 'a'.repeat(253) })]))).toEqual([]);
    expect(messages(argoApplicationName, declared([application({ name: 'a'.repeat(254) })]))).toEqual([
      `Application ${'a'.repeat(254)} (acme/web): name of the Application: write lower-case letters, digits, dashes and dots, 253 characters at most, each part between dots`
      + ` with a letter or digit at both ends, got '${'a'.repeat(254)}'`,
    ]);
  });

  test('refuses the same name twice in one Argo CD, and not in two', () => {
    const other = application({ path: 'acme/other', cluster: 'us' });
    expect(messages(argoApplicationName, declared([application(), other]))).toEqual([
      'the Argo CD of hub would have two Applications web: for eu (acme/web) and for us (acme/other); give one of them another name',
    ]);
    expect(messages(argoApplicationName, declared([application({ argoCd: 'eu' }), { ...other, argoCd: 'us' }]))).toEqual([]);
    // The hub by its name, and without one.
    expect(messages(argoApplicationName, declared([application({ argoCd: 'hub' }), other]))).toHaveLength(1);
  });
});

describe('argo-unknown-project', () => {
  test('names the projects that there are', () => {
    expect(messages(argoUnknownProject, declared([application({ project: 'aps' })]))).toEqual([
      'Application web (acme/web): the program makes no AppProject aps for the Argo CD of hub; make it with ArgoCdProject, or name one of default, apps',
    ]);
    expect(messages(argoUnknownProject, declared([application({ project: 'default' })]))).toEqual([]);
  });

  test('asks the Argo CD that has the Application', () => {
    expect(messages(argoUnknownProject, declared([application({ argoCd: 'eu' })]))).toEqual([
      'Application web (acme/web): the program makes no AppProject apps for the Argo CD of eu; make it with ArgoCdProject, or name one of default',
    ]);
  });
});

describe('argo-destination-not-permitted', () => {
  test('is found for another namespace and for another cluster', () => {
    expect(messages(argoDestinationNotPermitted, declared([
      application({ destination: { name: 'eu', namespace: 'wbe' } }), application({ cluster: 'us', destination: { name: 'us', namespace: 'web' } }),
    ]))).toEqual([
      "Application web (acme/web): AppProject apps does not permit namespace wbe of cluster eu; add { name: 'eu', namespace: 'wbe' } to its destinations, or choose another project",
      "Application web (acme/web): AppProject apps does not permit namespace web of cluster us; add { name: 'us', namespace: 'web' } to its destinations, or choose another project",
    ]);
  });

  test('knows name and address of the hub, and the address of a member whose access names it', () => {
    const hub = application({ cluster: 'hub', destination: { server: 'https://kubernetes.default.svc', namespace: 'web' } });
    for (const destination of [{ name: 'in-cluster', namespace: 'web' }, { server: 'https://kubernetes.default.svc', namespace: 'web' }]) {
      expect(messages(argoDestinationNotPermitted, declared([hub], { destinations: [destination] }))).toEqual([]);
    }
    const eks = modelOf({ name: 'eu', access: { type: 'eks', server: 'https://eu.example.com' } });
    const byAddress = declared([application()], { destinations: [{ server: 'https://eu.example.com', namespace: 'web' }] });
    expect(messages(argoDestinationNotPermitted, byAddress, eks)).toEqual([]);
    expect(messages(argoDestinationNotPermitted, byAddress)).toHaveLength(1);
  });

  test('says nothing of an Application whose project is not known', () => {
    expect(messages(argoDestinationNotPermitted, declared([application({ project: 'aps', destination: { name: 'eu', namespace: 'wbe' } })]))).toEqual([]);
  });

  test('trusts that a cluster belongs to a project which asks for that: its Secret is not in the program', () => {
    expect(messages(argoDestinationNotPermitted, declared([application()], { permitOnlyProjectScopedClusters: true }))).toEqual([]);
  });

  test('tells Applications of one project apart', () => {
    expect(messages(argoDestinationNotPermitted, declared([application(), application({ destination: { name: 'eu', namespace: 'x' } }), application()]))).toHaveLength(1);
  });
});

describe('argo-source-not-permitted', () => {
  test('is found for each source that is not', () => {
    expect(messages(argoSourceNotPermitted, declared([application({
      sources: [{ repoURL: 'https://github.com/acme/web.git', path: 'a' }, { repoURL: 'https://github.com/others/web', path: 'b' }],
    })]))).toEqual([
      'Application web (acme/web): AppProject apps does not permit repository https://github.com/others/web; add it to sourceRepos of the project, or choose another project',
    ]);
  });
});

describe('argo-object-not-permitted', () => {
  const object = (kind: string, group: string, namespace?: string) => ({ kind, group, namespace, name: 'x', path: `acme/eu/${kind}` });
  const found = (objects: readonly ReturnType<typeof object>[], spec?: object) =>
    messages(argoObjectNotPermitted, declared([application({ objects })], spec));

  test('is found for a namespace, with what would happen', () => {
    expect(found([object('ConfigMap', '', 'web'), object('ConfigMap', '', 'wbe')])).toEqual([
      'eu: ConfigMap wbe/x (acme/eu/ConfigMap): AppProject apps does not permit objects in namespace wbe, and Argo CD would then apply nothing in the folder; permit it in'
      + ' project of Delivery.argoCd, or move the object',
    ]);
  });

  test('is found for kinds with and without a namespace', () => {
    expect(found([object('ClusterRole', 'rbac.authorization.k8s.io')])).toEqual([expect.stringContaining('does not permit ClusterRole.rbac.authorization.k8s.io,')]);
    expect(found([object('ClusterRole', 'rbac.authorization.k8s.io')], { clusterResourceWhitelist: [{ group: '*', kind: 'ClusterRole' }] })).toEqual([]);
    expect(found([object('Secret', '', 'web')], { namespaceResourceBlacklist: [{ group: '', kind: 'Secret' }] })).toEqual([expect.stringContaining('does not permit Secret,')]);
  });

  test('takes an object without a namespace for one of the namespace of the Application, where its kind has one', () => {
    expect(found([object('ConfigMap', '')])).toEqual([]);
    expect(found([object('Namespace', '')])).toHaveLength(1);
    // A kind that Kubernetes does not have may be either.
    expect(found([object('Thing', 'example.com')], { destinations: [] })).toHaveLength(1);
    expect(found([object('Thing', 'example.com')], { destinations: [], clusterResourceWhitelist: [{ group: 'example.com', kind: 'Thing' }] })).toEqual([]);
  });

  test('asks by name where the project does', () => {
    const spec = { clusterResourceWhitelist: [{ group: '', kind: 'Namespace', name: 'web' }] };
    expect(found([{ ...object('Namespace', ''), name: 'web' }, { ...object('Namespace', ''), name: 'wbe' }], spec)).toEqual([expect.stringContaining('Namespace wbe')]);
  });
});

describe('argo-shared-objects', () => {
  const twin = (more: object) => application({ name: 'twin', path: 'acme/twin', ...more });
  const source = (folder: string, recurse = false) => [{ repoURL: 'https://github.com/acme/web', path: folder, recurse }];

  test('is found for the same folder, however the repository is written', () => {
    expect(messages(argoSharedObjects, declared([application(), twin({ sources: [{ repoURL: 'https://github.com/ACME/web.git', path: 'deploy' }] })]))).toEqual([
      'eu: Application web (acme/web) and Application twin (acme/twin) both bring folder deploy to namespace web; keep one of them',
    ]);
  });

  test('is not found for another cluster, namespace, repository or folder', () => {
    const others = [
      { cluster: 'us', destination: { name: 'us', namespace: 'web' } }, { destination: { name: 'eu', namespace: 'other' } },
      { sources: [{ repoURL: 'https://github.com/acme/other', path: 'deploy' }] }, { sources: source('deploy-2') },
    ];
    expect(messages(argoSharedObjects, declared([application(), ...others.map(twin)]))).toEqual([]);
  });

  test('is found for the same release in one namespace, from wherever its chart is', () => {
    const chart = (repoURL: string, releaseName: string) => ({ sources: [{ repoURL, chart: 'nginx', releaseName }] });
    expect(messages(argoSharedObjects, declared([application(chart('a', 'web')), twin(chart('b', 'web'))]))).toEqual([
      'eu: Application web (acme/web) and Application twin (acme/twin) both bring Helm release web to namespace web; keep one of them',
    ]);
    expect(messages(argoSharedObjects, declared([application(chart('a', 'web')), twin(chart('a', 'web-2'))]))).toEqual([]);
  });

  test('is not found within one Application', () => {
    const chart = { repoURL: 'a', chart: 'nginx', releaseName: 'web' };
    const neighbour = twin({ sources: source('other') });
    for (const sources of [[chart, chart], [...source('a', true), ...source('a'), ...source('a/b')]]) {
      expect(messages(argoSharedObjects, declared([application({ sources }), neighbour]))).toEqual([]);
    }
  });

  test('is found for every pair of folders of which one is in the other, read with all that is below', () => {
    const folder = fc.array(fc.constantFrom('a', 'b'), { minLength: 1, maxLength: 3 }).map(parts => parts.join('/'));
    fc.assert(fc.property(fc.array(fc.record({ folder: fc.oneof(folder, fc.constant('.')), recurse: fc.boolean() }), { maxLength: 5 }), folders => {
      const applications = folders.map(({ folder: at, recurse }, i) => application({ name: `n${i}`, path: `acme/n${i}`, sources: source(at, recurse) }));
      const covers = (a: { folder: string; recurse: boolean }, b: { folder: string }) =>
        a.folder === b.folder || (a.recurse && (a.folder === '.' || b.folder.startsWith(`${a.folder}/`)));
      const clash = folders.some((a, i) => folders.some((b, j) => i !== j && covers(a, b)));
      expect(messages(argoSharedObjects, declared(applications)).length > 0).toBe(clash);
    }));
  });
});

describe('argo-unsupported-version', () => {
  test('is found for clusters that something is delivered to', () => {
    const model = modelOf({ name: 'hub', version: 'v1.30.0' }, { name: 'eu', version: 'v1.32.9' });
    expect(messages(argoUnsupportedVersion, declared([application()]), model)).toEqual([
      'eu has Kubernetes v1.32.9, and Argo CD v3.5 is tested with 1.33 to 1.36: upgrade the cluster, or run a release of Argo CD that is tested with it',
    ]);
    const at = (version: string) => messages(argoUnsupportedVersion, declared([application()]), modelOf({ name: 'eu', version })).length;
    expect(['v1.33.0', 'v1.36.4', 'v1.37.0', 'not a version'].map(at)).toEqual([0, 0, 1, 0]);
  });
});

test('findings name the clusters and constructs', () => {
  const [finding] = argoUnknownProject.check(MODEL, declared([application({ project: 'aps' })]));
  expect([finding.clusters, finding.paths]).toEqual([['eu'], ['acme/web']]);
});
