import fc from 'fast-check';
import { TerseMember } from './fleets';
import { ApplicationSetFleetProps, FleetSource } from '../../../lib/gitops';

/** What Go templates, YAML and JSON might stumble over. */
const NASTY = ['{{', '{{{', '}}', '{{ .name }}', '{{- "x" -}}', '"', "'", '\\', '\n', ' ', '$', '`', '%', 'é', '雪', '0', 'yes', 'null', ': ', '#', '- ', '\t', 'a', 'b'];
const text = () => fc.array(fc.constantFrom(...NASTY), { minLength: 1, maxLength: 6 }).map(parts => parts.join('')).filter(t => t.trim() !== '');
const scalar = () => fc.oneof(text(), fc.integer(), fc.double({ noNaN: true, noDefaultInfinity: true }), fc.boolean(), fc.constant(null), fc.constant('017'), fc.constant(''));
const value = () => fc.oneof(scalar(), fc.array(scalar(), { maxLength: 3 }), fc.dictionary(text(), scalar(), { maxKeys: 3 }));
const values = () => fc.dictionary(text(), value(), { maxKeys: 4 });
const valuesPerCluster = () => values().map(own => (cluster: { readonly name: string }) => ({ ...own, cluster: cluster.name }));
const word = () => fc.stringMatching(/^[a-z][a-z0-9]{0,6}$/);

/** A text for all, or one that says which cluster it is for. */
const perCluster = (same: fc.Arbitrary<string>) => fc.tuple(same, fc.boolean())
  .map(([base, varies]) => (varies ? (cluster: { readonly name: string }) => `${base}-${cluster.name}` : base));
const list = () => fc.tuple(fc.array(word(), { minLength: 1, maxLength: 3 }), fc.boolean())
  .map(([items, varies]) => (varies ? (cluster: { readonly name: string }) => items.map(item => `${item}={{ ${cluster.name} }}`) : items));

const source = (): fc.Arbitrary<FleetSource> => fc.oneof(
  fc.record({ type: fc.constant('directory' as const), repoUrl: word(), targetRevision: perCluster(word()), path: perCluster(word()), recurse: fc.boolean() }),
  fc.record({ type: fc.constant('kustomize' as const), repoUrl: word(), targetRevision: perCluster(word()), path: perCluster(word()), images: list() }),
  fc.record({
    type: fc.constant('helm' as const), repoUrl: fc.constantFrom('https://charts.example.com', 'oci://charts.example.com/a'), targetRevision: perCluster(word()), chart: word(),
    values: values(), valuesPerCluster: fc.option(valuesPerCluster(), { nil: undefined }),
    valueFiles: list(),
  }),
);

interface ApplicationInFleet {
  readonly props: ApplicationSetFleetProps;
  readonly members: Readonly<Record<string, TerseMember>>;
}

/** Any application without waves or with two, on up to four clusters and perhaps the hub. */
export function arbitraryApplication(): fc.Arbitrary<ApplicationInFleet> {
  return fc.record({
    members: fc.dictionary(fc.stringMatching(/^[a-z][a-z0-9-]{0,55}[a-z0-9]$/).filter(name => name !== 'hub'), fc.record({ region: word() }), { minKeys: 1, maxKeys: 4 }),
    sources: fc.array(source(), { minLength: 1, maxLength: 3 }),
    withHub: fc.boolean(),
    label: fc.tuple(word(), fc.boolean()),
    annotation: fc.tuple(text(), fc.boolean()),
    waves: fc.boolean(),
  }).map(({ members, sources, withHub, label, annotation, waves }) => ({
    members,
    props: {
      namespace: 'production',
      sources: sources.map((made, i) => (made.type === 'helm' ? { ...made, releaseName: `release-${i}` } : made)),
      clusters: [...Object.keys(members), ...(withHub ? ['hub'] : [])],
      labels: { 'example.com/team': label[1] ? cluster => `${label[0]}-${cluster.name.slice(0, 20)}x` : label[0] },
      annotations: { 'example.com/note': annotation[1] ? cluster => `${annotation[0]}${cluster.name}` : annotation[0] },
      waves: waves ? [{ name: 'canary', clusters: [Object.keys(members)[0]] }, { name: 'general' }] : undefined,
    },
  }));
}
