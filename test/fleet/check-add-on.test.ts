import { describe, expect, test } from '@jest/globals';
import { HelmAddOn } from '../../lib';
import { checkAddOn } from '../../lib/fleet/check-add-on';

const addOn: HelmAddOn = {
  release: 'metrics.v1', namespace: 'monitoring', repository: 'https://charts.example.com', chart: 'metrics', defaultVersion: '1.0.0', values: {},
};

describe('an add-on', () => {
  test.each<[string, Partial<HelmAddOn>]>([
    ['as it is', {}],
    ['from an OCI registry', { repository: 'oci://registry.example.com/charts' }],
    ['with a function for values', { values: () => ({}) }],
    ['with a release name of 53 characters', { release: 'a'.repeat(53) }],
  ])('passes %s', (_, change) => {
    expect(() => checkAddOn('acme/x', { ...addOn, ...change })).not.toThrow();
  });

  test.each<[string, object, string]>([
    ['an empty version, which would install the newest chart', { version: '' }, "acme/x: add-on version: write text that is not empty, got ''"],
    ['no chart', { chart: undefined }, 'acme/x: add-on chart is missing'],
    ['a release name that Helm refuses', { release: 'Metrics' }, "acme/x: add-on release: write lower-case letters, digits, dashes and dots, 53 at most, got 'Metrics'"],
    ['a release name of 54 characters', { release: 'a'.repeat(54) }, '53 at most'],
    ['a namespace that is none', { namespace: 'a/b' }, "acme/x: add-on metrics.v1: namespace: write lower-case letters, digits and dashes, 63 at most, got 'a/b'"],
    ['a repository of another kind', { repository: 'ftp://charts' }, "acme/x: add-on metrics.v1: repository: write https://... or oci://..., got 'ftp://charts'"],
    ['a repository with a password', { repository: 'oci://me:hunter2@registry.example.com' }, "acme/x: add-on metrics.v1: repository: write the address without what stands before '@'"],
    ['a namespace of 64 characters', { namespace: 'n'.repeat(64) }, '63 at most'],
    ['a repository without encryption', { repository: 'http://charts.example.com' }, "repository: write https://... or oci://..., got 'http://charts.example.com'"],
    ['an empty name for its object', { helmChartProxyName: '' }, "acme/x: add-on helmChartProxyName: write text that is not empty, got ''"],
    ['openings that are no list', { openings: { fromPort: 1 } }, 'acme/x: add-on openings: '],
    ['values that are a list', { values: [] }, 'acme/x: add-on metrics.v1: values: write an object'],
    ['no values', { values: undefined }, 'acme/x: add-on metrics.v1: values: write an object'],
  ])('fails on %s', (_, change, message) => {
    expect(() => checkAddOn('acme/x', { ...addOn, ...change } as HelmAddOn)).toThrow(message);
  });
});
