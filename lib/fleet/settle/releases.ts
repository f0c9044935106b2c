import { equal } from '../../schema/equal';
import { ImageReference } from '../artifacts/image-reference';
import type { Mirror } from '../artifacts/mirror';
import { Claim, ForeignReleaseClaim, HelmValues, ReleaseClaim, Remember } from '../claims';
import { isMap } from '../collections';
import { refuseDeferred } from '../deferred-props';
import { LockFact } from '../lock';
import type { LockedValue } from '../lock/locked-value';
import { ClaimConflict, ClusterModel, ForeignRelease, HelmRelease } from '../model';
import { compareText } from '../names';

/** The fact in the lock that holds the chart version a release was made with: `chart/cilium`. */
export function chartFact(release: string): string {
  return `chart/${release}`;
}

/** The fact in the lock that holds where a release comes from and goes to: `release/cilium`. */
export function releaseFact(release: string): string {
  return `release/${release}`;
}

/** What may not change about a release: the add-on provider would uninstall it and install it anew. */
export function releaseOrigin(release: Pick<HelmRelease, 'repository' | 'chart' | 'namespace'>): string {
  return `${release.repository} ${release.chart} ${release.namespace}`;
}

type Values = Record<string, unknown>;

/** The Helm releases of one cluster with all contributions merged, and the contributions that disagree. */
export function settleReleases(
  cluster: ClusterModel, claims: readonly Claim[], locked: LockedValue, mirror?: Mirror,
): {
    readonly releases: readonly HelmRelease[];
    readonly foreign: readonly ForeignRelease[];
    readonly conflicts: readonly ClaimConflict[];
    readonly remembered: readonly LockFact[];
  } {
  const owners = claims.filter(c => c.type === 'release' || c.type === 'foreign-release').sort((a, b) => compareText(a.name, b.name));
  const conflicts: ClaimConflict[] = [];
  const remembered: LockFact[] = [];
  const remember: Remember = (fact, value) => {
    const kept = locked(cluster.name, fact) ?? value;
    remembered.push({ owner: cluster.name, fact, value: kept });
    return kept;
  };
  const releases = owners.filter((owner, i) => {
    if (i === 0 || owners[i - 1].name !== owner.name) {
      return true;
    }
    conflicts.push({
      cluster: cluster.name,
      subject: `Helm release ${owner.name}`,
      parties: [{ path: owners[i - 1].path, value: whoInstalls(owners[i - 1]) }, { path: owner.path, value: whoInstalls(owner) }],
    });
    return false;
  }).map(owner => {
    const merge = new ValueMerge(cluster.name, owner.name);
    if (owner.type === 'release') {
      merge.add(owner.path, evaluate(owner, owner.name, cluster, remember));
    }
    for (const claim of claims) {
      if (claim.type === 'release-values' && claim.release === owner.name) {
        merge.add(claim.path, evaluate(claim, owner.name, cluster, remember));
      }
    }
    if (owner.type === 'release' && mirror?.place !== undefined) {
      mirroredValues(owner, versionOf(owner, locked), cluster, mirror).forEach(values => merge.add(owner.path, values));
    }
    conflicts.push(...merge.conflicts);
    return owner.type === 'release' ? toRelease(owner, merge.values, locked) : { name: owner.name, owner: owner.owner, values: merge.values, path: owner.path };
  });
  for (const claim of claims) {
    if (claim.type === 'release-values' && claim.ifInstalled !== true && !releases.some(r => r.name === claim.release)) {
      const [needs, lacks] = [{ path: claim.path, value: 'needs values in it' }, { path: cluster.path, value: 'installs no such release' }];
      conflicts.push({
        cluster: cluster.name,
        subject: `Helm release ${claim.release}`,
        parties: claim.path < cluster.path ? [needs, lacks] : [lacks, needs],
      });
    }
  }
  return {
    releases: releases.filter((release): release is HelmRelease => 'chart' in release),
    foreign: releases.filter((release): release is ForeignRelease => 'owner' in release),
    conflicts,
    remembered,
  };
}

function whoInstalls(claim: ReleaseClaim | ForeignReleaseClaim): string {
  return claim.type === 'release' ? `installs ${claim.chart}` : `${claim.owner} installs it`;
}

function versionOf(owner: ReleaseClaim, locked: LockedValue): string {
  return owner.version ?? locked(owner.cluster, chartFact(owner.name)) ?? owner.defaultVersion;
}

function toRelease(owner: ReleaseClaim, values: Values, locked: LockedValue): HelmRelease {
  const version = versionOf(owner, locked);
  return {
    name: owner.name,
    namespace: owner.namespace,
    repository: owner.repository,
    mirroredFrom: owner.mirroredFrom,
    chart: owner.chart,
    version,
    values,
    kubernetesVersions: version === owner.defaultVersion ? owner.kubernetesVersions : undefined,
    path: owner.path,
    installer: owner.installer,
    images: owner.images,
    serves: owner.serves,
  };
}

function evaluate(
  { path, values }: { readonly path: string; readonly values: HelmValues }, release: string, cluster: ClusterModel, remember: Remember,
): Values {
  try {
    const result = typeof values === 'function' ? values(cluster, remember) : values;
    refuseDeferred('', 'values', result);
    return result;
  } catch (error) {
    throw new Error(`${path}: the values of Helm release ${release} for ${cluster.name}: ${(error as Error).message}`, { cause: error });
  }
}

/** The values that have a chart take its images from the mirror. */
function mirroredValues(owner: ReleaseClaim, version: string, cluster: ClusterModel, mirror: Mirror): readonly Values[] {
  try {
    return (owner.images?.(version, cluster) ?? []).map(({ image, values }) => values(ImageReference.parse(mirror.image(image))));
  } catch (error) {
    throw new Error(`${owner.path}: the images of Helm release ${owner.name} for ${cluster.name}: ${(error as Error).message}`, { cause: error });
  }
}

/** Merges maps key by key; anything else must be equal. Remembers who set what, so that a conflict can name both. */
class ValueMerge {
  public readonly values: Values = {};
  public readonly conflicts: ClaimConflict[] = [];
  private readonly setBy = new Map<string, string>();

  constructor(private readonly cluster: string, private readonly release: string) {}

  public add(path: string, values: Values): void {
    this.merge(this.values, values, '', path);
  }

  private merge(into: Values, from: Readonly<Values>, prefix: string, path: string): void {
    for (const [key, value] of Object.entries(from)) {
      if (value === undefined) {
        continue;
      }
      const at = prefix === '' ? key : `${prefix}.${key}`;
      // Not into[key] alone: a value may be called `constructor`.
      const present = Object.hasOwn(into, key) ? into[key] : undefined;
      if (present === undefined) {
        into[key] = isMap(value) ? {} : value;
        this.setBy.set(at, path);
        if (isMap(value)) {
          this.merge(into[key] as Values, value, at, path);
        }
      } else if (isMap(present) && isMap(value)) {
        this.merge(present, value, at, path);
      } else if (!equal(present, value)) {
        this.conflicts.push({
          cluster: this.cluster,
          subject: `Helm release ${this.release}, value ${at}`,
          parties: [{ path: this.setBy.get(at) ?? path, value: JSON.stringify(present) }, { path, value: JSON.stringify(value) }],
        });
      }
    }
  }
}
