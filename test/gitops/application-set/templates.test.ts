import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { arbitraryApplication } from './arbitrary-application';
import { fleetOf, setsOf } from './fleets';
import { renderApplications, renderText } from './render';
import { ApplicationSetFleet } from '../../../lib/gitops';
import { labelsRead, literal, oldPlaceholder } from '../../../lib/gitops/application-set/go-template';

describe('what Argo CD makes of the ApplicationSet', () => {
  test('is what the preview says: names, clusters, sources, values, waves and labels, whatever texts are in them', () => {
    fc.assert(fc.property(arbitraryApplication(), ({ props, members }) => {
      const { fleet } = fleetOf(members);
      const made = new ApplicationSetFleet(fleet, 'app', props);
      const rendered = setsOf(fleet).flatMap(renderApplications);
      const listed = made.applications();
      expect(rendered).toHaveLength(props.clusters!.length);
      expect(rendered.map(app => app.metadata.name)).toEqual(listed.map(app => app.name));
      expect(rendered.map(app => withoutEmpty(app.spec.destination))).toEqual(listed.map(app => app.destination));
      expect(rendered.map(app => app.spec.sources ?? [app.spec.source])).toEqual(listed.map(app => plain(app.sources)));
      expect(rendered.map(app => app.metadata.labels['cdk8s-fleet/wave'])).toEqual(listed.map(app => app.wave));
      const note = props.annotations!['example.com/note'];
      expect(rendered.map(app => app.metadata.annotations['example.com/note'])).toEqual(
        listed.map(app => (typeof note === 'string' ? note : note({ name: app.cluster } as never))));
    }), { numRuns: 60 });
  });
});

describe('a literal', () => {
  test('renders to itself', () => {
    expect(literal('{{ .Values.x }} {{{ }}')).toBe('{{ "{{" }} .Values.x }} {{ "{{" }}{ }}');
    fc.assert(fc.property(fc.string({ unit: fc.constantFrom('{', '}', ' ', '.', 'a', '"') }), text => {
      expect(renderText(literal(text), {})).toBe(text);
    }));
  });
});

describe('a placeholder without goTemplate', () => {
  test.each([
    ['payment-api-{{name}}', '{{name}}', '{{ .name }}'],
    ['{{ server }}', '{{ server }}', '{{ .server }}'],
    ['apps/{{metadata.labels.region}}', '{{metadata.labels.region}}', '{{ .metadata.labels.region }}'],
    ['{{metadata.labels.example.com/region}}', '{{metadata.labels.example.com/region}}', '{{ index .metadata.labels "example.com/region" }}'],
    ['{{metadata.labels.my-region}}', '{{metadata.labels.my-region}}', '{{ index .metadata.labels "my-region" }}'],
    ['{{values.revision}}', '{{values.revision}}', '{{ .values.revision }}'],
    ['{{path}}', '{{path}}', '{{ .path.path }}'],
    ['{{path.basename}}', '{{path.basename}}', '{{ .path.basename }}'],
    ['{{path[1]}}', '{{path[1]}}', '{{ index .path.segments 1 }}'],
  ])('%s is found, with what it means', (text, written, meant) => {
    expect(oldPlaceholder(text)).toEqual({ written, meant });
  });

  test.each(['{{ .name }}', '{{- .name -}}', '{{ if .a }}x{{ else }}y{{ end }}', '{{end}}', '{{ now }}', 'plain', '{{ index .a "b" }}', '{{ $x }}'])('%s is none', text => {
    expect(oldPlaceholder(text)).toBeUndefined();
  });
});

test('labels that a template reads are found in both forms', () => {
  expect(labelsRead('{{ .metadata.labels.region }}-{{ index .metadata.labels "example.com/tier" }}-{{ .metadata.annotations.x }}-{{ .name }}')).toEqual({
    fields: ['region'], indexed: ['example.com/tier'],
  });
});

function plain(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value));
}

/** Argo CD takes an empty text as not given. */
function withoutEmpty(value: object): object {
  return Object.fromEntries(Object.entries(value).filter(([, text]) => text !== ''));
}
