import { describe, expect, test } from '@jest/globals';
import { FluxDelivery, FluxDeliveryProps } from '../../../lib/delivery/flux';

const URL = 'https://git.example.com/a';
const SECRET = "write the address without what stands before '@': it would be in the output for everybody to read; a name and a password belong into a Secret for the"
  + ' controller that reads it';

describe('options of the delivery', () => {
  test.each<[Partial<Record<keyof FluxDeliveryProps, unknown>>, string]>([
    [{ url: undefined }, 'Delivery.flux: url is missing; write text that is not empty'],
    [{ url: 'git@git.example.com:a' }, "Delivery.flux: url: write https://..., ssh://... or oci://..., got 'git@git.example.com:a'"],
    [{ url: 'https://token@git.example.com/a' }, `Delivery.flux: url: ${SECRET}`],
    [{ repositorySecrets: { 'ssh://git:hunter2@git.example.com/a': 'git' } }, `Delivery.flux: repositorySecrets: ${SECRET}`],
    [{ path: '/dist' }, "Delivery.flux: path: write a folder of the repository without a leading slash and without '..', got '/dist'"],
    [{ path: 'a/../../b' }, "Delivery.flux: path: write a folder of the repository without a leading slash and without '..', got 'a/../../b'"],
    [{ interval: '1d' }, "Delivery.flux: interval: write a duration such as '10m' or '1h30m', got '1d'"],
    [{ timeout: '5' }, "Delivery.flux: timeout: write a duration such as '10m' or '1h30m', got '5'"],
    [{ namespace: 'Flux' }, "Delivery.flux: namespace: write lower-case letters, digits and dashes, 63 at most, got 'Flux'"],
    [{ form: 'hub' }, "Delivery.flux: form: write 'hub-and-spoke' or 'per-cluster', got 'hub'"],
    [{ branch: 'main', tag: 'v1' }, 'Delivery.flux: branch and tag are given, and one revision is taken; keep one of them'],
    [{ url: 'oci://r.example.com/a', branch: 'main' }, 'Delivery.flux: branch: an OCI artifact has none; write tag or semver'],
    [{ url: 'oci://r.example.com/a', commit: 'a' }, 'Delivery.flux: commit: an OCI artifact has none; write tag or semver'],
    [{ shardingKey: 'a' }, "Delivery.flux: shardingKey: write a function of a cluster, got 'a'"],
    [{ objectLevelWorkloadIdentity: 'yes' }, "Delivery.flux: objectLevelWorkloadIdentity: write true or false, got 'yes'"],
  ])('fails on %j', (props, message) => {
    expect(() => new FluxDelivery({ url: URL, ...props } as FluxDeliveryProps)).toThrow(new Error(message));
  });

  test.each<Partial<FluxDeliveryProps>>([
    { url: 'ssh://git@git.example.com/a' }, { path: '.' }, { interval: '1h30m' }, { interval: '1.5h' }, { url: 'oci://r.example.com/a', semver: '1.x' }, { branch: undefined },
  ])('takes %j', props => {
    expect(new FluxDelivery({ url: URL, ...props })).toMatchObject({ name: 'Flux', prunes: true, readsFolders: true });
  });
});
