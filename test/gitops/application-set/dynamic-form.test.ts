import { describe, expect, test } from '@jest/globals';
import { applicationOf, CHART, OVERLAYS } from './fleets';
import { ApplicationSetFleetProps, FleetSource } from '../../../lib/gitops';

const SOURCE: FleetSource = {
  type: 'kustomize', repoUrl: 'https://github.com/myorg/k8s-manifests', targetRevision: '{{ .values.revision }}', path: 'apps/payment-api/overlays/{{ .metadata.labels.region }}',
};
const PRODUCTION = { clusters: { selector: { matchLabels: { environment: 'production' } }, values: { revision: 'main' } } };
const specOf = (props: Partial<ApplicationSetFleetProps>) => applicationOf({ generators: [PRODUCTION], source: SOURCE, ...props }).sets()[0].spec;

describe('the ApplicationSet of the seeds', () => {
  const { sets, findings, made } = applicationOf({ generators: [PRODUCTION], source: SOURCE });
  const [set] = sets();

  test('finds its clusters at run time, and only those that have what the template reads', () => {
    expect(findings()).toEqual([]);
    expect(set.spec.generators).toEqual([{
      clusters: {
        selector: { matchLabels: { environment: 'production' }, matchExpressions: [{ key: 'region', operator: 'Exists' }] },
        values: { revision: 'main' },
      },
    }]);
    expect(set.spec).toMatchObject({ goTemplate: true, goTemplateOptions: ['missingkey=error'], syncPolicy: { applicationsSync: 'create-update' } });
    expect(set.spec.template).toMatchObject({
      metadata: { name: 'payment-api-{{ .nameNormalized }}' },
      spec: {
        source: { repoURL: 'https://github.com/myorg/k8s-manifests', targetRevision: '{{ .values.revision }}', path: 'apps/payment-api/overlays/{{ .metadata.labels.region }}' },
        destination: { server: '{{ .server }}', namespace: 'production' },
      },
    });
  });

  test('cannot be looked at before it exists', () => {
    expect(() => made.applications()).toThrow(new Error(
      'acme/payment-api: its generators find clusters at run time, so that its Applications are not known here; ask Argo CD: argocd appset generate'));
  });
});

describe('labels that the template reads', () => {
  const selectorOf = (selector: object | undefined, props: Partial<ApplicationSetFleetProps> = {}) => specOf({ generators: [{ clusters: { selector } as never }], ...props, source: { ...SOURCE, targetRevision: 'main' } as never })
    .generators[0].clusters.selector;

  test('are demanded once', () => {
    const region = { key: 'region', operator: 'Exists' };
    expect(selectorOf(undefined)).toEqual({ matchExpressions: [region] });
    expect(selectorOf({ matchLabels: { region: 'eu' } })).toEqual({ matchLabels: { region: 'eu' } });
    expect(selectorOf({ matchExpressions: [{ key: 'region', operator: 'In', values: ['eu'] }] })).toEqual({ matchExpressions: [{ key: 'region', operator: 'In', values: ['eu'] }] });
    expect(selectorOf({ matchExpressions: [{ key: 'region', operator: 'NotIn', values: ['eu'] }] })).toEqual({
      matchExpressions: [{ key: 'region', operator: 'NotIn', values: ['eu'] }, region],
    });
    expect(selectorOf({}, { labels: { tier: '{{ index .metadata.labels "example.com/tier" }}' } }).matchExpressions).toEqual([{ key: 'example.com/tier', operator: 'Exists' }, region]);
  });

  test('are demanded of cluster generators inside others', () => {
    const generators = [{ matrix: { generators: [{ clusters: {} }, { merge: { mergeKeys: ['a'], generators: [{ clusters: {} }, { list: { elements: [{ a: 'b' }] } }] } }] } }];
    const region = { selector: { matchExpressions: [{ key: 'region', operator: 'Exists' }] } };
    expect(specOf({ generators, source: { ...SOURCE, targetRevision: 'main' } as never }).generators).toEqual([
      { matrix: { generators: [{ clusters: region }, { merge: { mergeKeys: ['a'], generators: [{ clusters: region }, { list: { elements: [{ a: 'b' }] } }] } }] } },
    ]);
  });
});

describe('other generators', () => {
  const git = { git: { repoURL: 'https://github.com/acme/clusters', revision: 'main', files: [{ path: 'clusters/*.json' }] } };

  test('are passed on, with a name and a destination of the program', () => {
    const spec = specOf({ generators: [git], source: { ...SOURCE, targetRevision: 'main', path: '{{ .path.path }}' } as never, applicationName: 'x-{{ .cluster }}', destination: { name: '{{ .cluster }}' } });
    expect(spec.generators).toEqual([git]);
    expect(spec.template).toMatchObject({ metadata: { name: 'x-{{ .cluster }}' }, spec: { destination: { name: '{{ .cluster }}' } } });
  });

  test('are checked against the schema of Argo CD', () => {
    const wrong = { git: { repoUrl: 'https://github.com/acme/clusters', revision: 'main' } };
    expect(applicationOf({ generators: [wrong], source: CHART, applicationName: 'x', destination: { name: 'y' } }).messages()).toEqual(expect.arrayContaining([
      expect.stringContaining('spec.generators[0].git.repoUrl: unknown field, the API server would drop it without a word; did you mean \'repoURL\'?'),
    ]));
  });
});

describe('waves', () => {
  test('are read from a label, and each cluster has it', () => {
    const spec = specOf({ waves: [{ name: 'canary' }, { name: 'general', maxUpdate: '10%' }], wave: '{{ index .metadata.labels "example.com/wave" }}' });
    expect(spec.template.metadata.labels).toEqual({ 'cdk8s-fleet/wave': '{{ index .metadata.labels "example.com/wave" }}' });
    expect(spec.generators[0].clusters.selector.matchExpressions).toContainEqual({ key: 'example.com/wave', operator: 'Exists' });
    expect(spec.strategy.rollingSync.steps).toHaveLength(2);
  });
});

describe('the dynamic form refuses', () => {
  test.each<[string, Partial<ApplicationSetFleetProps>, string]>([
    ['a selection of the fleet', { clusters: ['prod-eu'], regions: ['x'] }, 'clusters, regions: generators find the clusters at run time; write a selector in a cluster generator, or leave generators out'],
    ['a function', { source: OVERLAYS }, 'path: a function knows the clusters of the fleet, and generators find others at run time; write a Go template, \'{{ .metadata.labels.region }}\' for the label region of a cluster, or leave generators out'],
    ['a placeholder of the seeds', { source: { ...SOURCE, path: 'apps/payment-api/overlays/{{metadata.labels.region}}' } as never }, '\'apps/payment-api/overlays/{{metadata.labels.region}}\': {{metadata.labels.region}} is a placeholder of ApplicationSets without goTemplate, which leave an unknown name in the text; write {{ .metadata.labels.region }}'],
    ['one in a name', { applicationName: 'payment-api-{{name}}' }, '\'payment-api-{{name}}\': {{name}} is a placeholder of ApplicationSets without goTemplate, which leave an unknown name in the text; write {{ .name }}'],
    ['one in a generator', { generators: [{ clusters: { values: { x: '{{metadata.labels.x}}' } } }] }, '\'{{metadata.labels.x}}\': {{metadata.labels.x}} is a placeholder of ApplicationSets without goTemplate, which leave an unknown name in the text; write {{ .metadata.labels.x }}'],
    ['a label that cannot be read so', { source: { ...SOURCE, path: 'x/{{ .metadata.labels.my-region }}' } as never }, '\'x/{{ .metadata.labels.my-region }}\': a Go template cannot read .metadata.labels.my-region; write {{ index .metadata.labels "my-region" }}'],
    ['two generators in one entry', { generators: [{ clusters: {}, git: {} }] }, 'generators[0]: write one generator in each entry, got clusters and git; combine several with matrix or merge'],
    ['an entry without a generator', { generators: [{ selector: {} }] }, 'generators[0]: write one generator in each entry, got none; combine several with matrix or merge'],
    ['a matrix of three', { generators: [{ matrix: { generators: [{ clusters: {} }, { git: {} }, { git: {} }] } }] }, 'generators[0].matrix.generators: write two, got 3'],
    ['a merge of one', { generators: [{ merge: { mergeKeys: ['a'], generators: [{ clusters: {} }] } }] }, 'generators[0].merge.generators: write at least two, got 1'],
    ['three levels', { generators: [{ matrix: { generators: [{ clusters: {} }, { matrix: { generators: [{ git: {} }, { matrix: { generators: [{ git: {} }, { git: {} }] } }] } }] } }] }, 'generators[0].matrix.generators[1].matrix.generators[1]: a matrix inside a matrix or merge that lies in another itself is refused by Argo CD; write it one level higher'],
    ['no name for what is no cluster', { generators: [{ git: {} }] }, 'applicationName is missing: these generators do not give clusters; write a Go template, for example {{ .path.basename }}'],
    ['no name for a merge whose first generator gives no clusters', { generators: [{ merge: { mergeKeys: ['name'], generators: [{ git: {} }, { clusters: {} }] } }] }, 'applicationName is missing: these generators do not give clusters; write a Go template, for example {{ .path.basename }}'],
    ['no destination for what is no cluster', { generators: [{ git: {} }], applicationName: 'x' }, 'destination is missing: these generators do not give clusters; write a Go template, for example { server: \'{{ .url }}\' }'],
    ['waves that select', { waves: [{ name: 'canary', clusters: ['prod-eu'] }], wave: 'x' }, 'waves: canary selects clusters, and generators find them at run time; write only the names, and a Go template as wave'],
    ['waves without a wave', { waves: [{ name: 'canary' }] }, 'with generators, waves and wave go together: waves names the waves in their order, wave gives each Application its own, \'{{ .metadata.labels.wave }}\''],
  ])('%s', (_, props, message) => {
    expect(() => specOf(props)).toThrow(new Error(`acme/payment-api: ${message}`));
  });
});
