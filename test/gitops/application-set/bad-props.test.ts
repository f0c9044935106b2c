import { describe, expect, test } from '@jest/globals';
import { App } from 'cdk8s';
import { applicationOf, CHART, fleetOf, MEMBERS, OVERLAYS } from './fleets';
import { ApplicationSetFleet } from '../../../lib/gitops';

const overlay = (more: object) => ({ source: { ...OVERLAYS, ...more } as never });
const chart = (more: object) => ({ source: { ...CHART, ...more } as never });
const WAVES = [{ name: 'canary' }];

describe('an ApplicationSetFleet refuses', () => {
  test.each<[string, object, string]>([
    ['no namespace', { namespace: undefined }, 'namespace is missing; write text that is not empty'],
    ['a misspelt selection, which would select everything', { matchLabel: { a: 'b' } }, 'matchLabel is no prop of an ApplicationSetFleet; write one of namespace, clusters, matchLabels, regions, name, source, sources, createNamespace, prune, waves, project, labels, annotations, applicationFinalizers, syncPolicy, ignoreDifferences, applicationsSync, preserveResourcesOnDeletion, finalizers, deletionOrder, ignoreApplicationDifferences, generators, applicationName, destination, wave'],
    ['a template as namespace', { namespace: '{{ .name }}' }, 'namespace: \'{{ .name }}\' is no template; write one namespace, the same in every cluster'],
    ['a namespace that is none', { namespace: 'Production' }, 'namespace: write lower-case letters, digits and dashes, 63 at most, got \'Production\''],
    ['a long namespace', { namespace: 'a'.repeat(64) }, `namespace: write lower-case letters, digits and dashes, 63 at most, got '${'a'.repeat(64)}'`],
    ['a name that is none', { name: 'Payment_API' }, 'name: \'Payment_API\' becomes the beginning of Application names; write lower-case letters, digits and dashes, 53 at most, beginning and ending with a letter or digit'],
    ['a long name', { name: 'a'.repeat(54) }, `name: '${'a'.repeat(54)}' becomes the beginning of Application names; write lower-case letters, digits and dashes, 53 at most, beginning and ending with a letter or digit`],
    ['no source', { source: undefined }, 'source: write source for one source, or sources for several, and not both'],
    ['two kinds of sources', { sources: [OVERLAYS], source: OVERLAYS }, 'source: write source for one source, or sources for several, and not both'],
    ['no sources', { sources: [], source: undefined }, 'source: write source for one source, or sources for several, and not both'],
    ['another kind of source', overlay({ type: 'git' }), 'source.type: write \'directory\', \'kustomize\' or \'helm\', got \'git\''],
    ['a source without a repository', overlay({ repoUrl: '' }), 'source.repoUrl: write text that is not empty, got \'\''],
    ['a repository with a password, which would be in the output', overlay({ repoUrl: 'https://me:hunter2@git.example.com/x' }), 'source.repoUrl: write the address without what stands before \'@\': it would be in the output for everybody to read; a name and a password belong into a Secret for the controller that reads it'],
    ['a number as revision', overlay({ targetRevision: 1 }), 'source.targetRevision: write text that is not empty, or a function of the cluster, got 1'],
    ['a placeholder of the seeds', overlay({ path: 'apps/{{cluster}}' }), 'source.path: \'apps/{{cluster}}\' is no template: what differs between clusters is known here; write a function, cluster => `apps/${cluster.name}`, or pass generators for clusters that come and go'],
    ['a path with a slash before it', overlay({ path: '/apps' }), 'source.path is \'/apps\'; write a folder inside the repository, without a slash before it'],
    ['a chart and a path', chart({ path: 'charts/web' }), 'source.chart: write chart for a Helm repository, or path for a folder of a git repository, and not both'],
    ['neither chart nor path', chart({ chart: undefined }), 'source.chart: write chart for a Helm repository, or path for a folder of a git repository, and not both'],
    ['a long release name', chart({ releaseName: 'a'.repeat(54) }), `source.releaseName: write lower-case letters, digits and dashes, 53 at most, got '${'a'.repeat(54)}'`],
    ['values per cluster that are no function', chart({ valuesPerCluster: {} }), 'source.valuesPerCluster: write a function of the cluster, got {}'],
    ['values that are no data', chart({ values: { a: [{ b: new Date(0) }] } }), 'source.values has an instance of Date at a[0].b; write text, numbers, true, false, null, lists and objects of them'],
    ['a number that is none', chart({ values: { a: { b: NaN } } }), 'source.values has NaN at a.b; write text, numbers, true, false, null, lists and objects of them'],
    ['a hole in a list', chart({ values: { a: [undefined] } }), 'source.values has nothing at a[0]'],
    ['two charts with one release name', { source: undefined, sources: [CHART, CHART] }, 'sources: two charts have the release name \'payment-api\', and would take each other\'s objects for their own; write a releaseName for each'],
    ['a project that is none', { project: 7 }, 'project: write a name, or the construct of a project, got 7'],
    ['a label value that is none', { labels: { team: 'the payments' } }, 'labels: \'the payments\' is no value of a label; write letters, digits, \'-\', \'_\' and \'.\', 63 at most'],
    ['clusters that are none', { clusters: [7] }, 'clusters: write a list of clusters or of their names, got [7]'],
    ['clusters that are no constructs', { clusters: [{ name: 'prod-eu' }] }, 'clusters: write a list of clusters or of their names, got [{"name":"prod-eu"}]'],
    ['prune in the place of Argo CD', { syncPolicy: { automated: { prune: true } } }, 'syncPolicy.automated.prune: write the prop prune beside syncPolicy; every delivery has it'],
    ['no waves', { waves: [] }, 'waves: write at least one, or leave waves out to update all clusters at once'],
    ['two waves of one name', { waves: [...WAVES, { name: 'canary' }] }, 'waves: two are called \'canary\'; write one, or another name'],
    ['a wave name that is no label value', { waves: [{ name: 'the first' }] }, 'waves[0].name: \'the first\' becomes the value of a label; write letters, digits, \'-\', \'_\' and \'.\', 63 at most'],
    ['half an Application', { waves: [{ name: 'a', maxUpdate: 0.5 }] }, 'waves[0].maxUpdate: write a whole number, or a percentage as text, \'10%\', got 0.5'],
    ['more than all', { waves: [{ name: 'a', maxUpdate: '101%' }] }, 'waves[0].maxUpdate: write a whole number, or a percentage as text, \'10%\', got \'101%\''],
    ['the label of the waves', { waves: WAVES, labels: { 'cdk8s-fleet/wave': 'x' } }, 'labels: \'cdk8s-fleet/wave\' says which wave an Application is in and is written by waves; leave it out'],
    ['a reverse order without waves', { deletionOrder: 'Reverse' }, 'deletionOrder: Reverse is the reverse order of the waves; write waves, or leave it out'],
    ['a reverse order of what is kept', { waves: WAVES, deletionOrder: 'Reverse' }, 'deletionOrder: Reverse deletes the Applications one wave after the other, and applicationsSync (create-update) keeps them; write applicationsSync: \'sync\', or leave deletionOrder out'],
    ['to ignore what a RollingSync changes', { waves: WAVES, ignoreApplicationDifferences: [{ jsonPointers: ['/spec/syncPolicy/automated'] }] }, 'ignoreApplicationDifferences: waves are kept by switching spec.syncPolicy.automated off in the Applications, and the controller would leave \'/spec/syncPolicy/automated\' as it is; leave it out'],
    ['the same for jq', { waves: WAVES, ignoreApplicationDifferences: [{ jqPathExpressions: ['.spec.syncPolicy'] }] }, 'ignoreApplicationDifferences: waves are kept by switching spec.syncPolicy.automated off in the Applications, and the controller would leave \'.spec.syncPolicy\' as it is; leave it out'],
    ['props of the other form', { applicationName: 'x', wave: 'y' }, 'applicationName, wave: only with generators; without them names, destinations and waves come from the clusters of the fleet'],
  ])('%s', (_, props, message) => {
    expect(() => applicationOf(props)).toThrow(new Error(`acme/payment-api: ${message}`));
  });

  test('a cluster of another fleet', () => {
    const { app, fleet } = fleetOf();
    const other = fleetOf(MEMBERS, {}, { app, id: 'other' });
    expect(() => new ApplicationSetFleet(fleet, 'x', { namespace: 'y', source: CHART, clusters: [other.clusters['prod-eu']] })).toThrow(
      new Error('acme/x: clusters: \'prod-eu\' is a cluster of another fleet (other/prod-eu); select clusters of fleet \'acme\''));
  });

  test('to lie outside a fleet', () => {
    expect(() => new ApplicationSetFleet(new App(), 'x', { namespace: 'y', source: CHART })).toThrow('x: lies under no Fleet; create it with a Fleet, or a construct under one, as its scope');
  });
});
