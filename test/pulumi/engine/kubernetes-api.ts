import { createServer, IncomingMessage, Server, ServerResponse } from 'node:http';
import { AddressInfo } from 'node:net';
import { parse } from 'yaml';
import { BUILT_IN, isBelow, KubernetesObject, nameOf, Refusal, Resource, rootOf, withoutStringData } from './kubernetes-objects';

/** What controllers do about an object that Pulumi has written. */
type Reaction = (api: KubernetesApi, written: KubernetesObject) => void;

interface Target {
  readonly resource: Resource;
  readonly namespace?: string;
  readonly name?: string;
}

/**
 * As much of the API of a cluster as Pulumi's Kubernetes provider asks for: discovery, dry runs, apply, watches, definitions that bring kinds, and
 * namespaces that must be there first. Its OpenAPI document is empty, so that the provider leaves all checks to the server; this one has none.
 */
export class KubernetesApi {
  /** One line for each write that changed something: `create Namespace team`, in the order in which they came. */
  readonly writes: string[] = [];
  private readonly server: Server = createServer((request, response) => void this.answer(request, response));
  private readonly objects = new Map<string, KubernetesObject>([
    ['/api/v1/namespaces/kube-system', { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'kube-system', uid: 'uid-0' } }],
  ]);
  private readonly watches = new Set<{ readonly prefix: string; readonly response: ServerResponse }>();
  private version = 1;

  /**
   * @param kinds what it serves beside its own, as if their definitions were there
   * @param react once a write is answered
   */
  constructor(private readonly kinds: readonly Resource[] = [], private readonly react: Reaction = () => undefined) {}

  /** Starts on a free port of this machine, and gives a kubeconfig for it. */
  async start(): Promise<string> {
    await new Promise<void>(resolve => { this.server.listen(0, '127.0.0.1', resolve); });
    const server = `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
    return JSON.stringify({
      'apiVersion': 'v1', 'kind': 'Config', 'current-context': 'it',
      'clusters': [{ name: 'it', cluster: { server } }],
      'users': [{ name: 'it', user: { token: 'it' } }],
      'contexts': [{ name: 'it', context: { cluster: 'it', user: 'it' } }],
    });
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise(resolve => { this.server.close(resolve); });
  }

  /** Starts on another port with all that it holds. */
  async restart(): Promise<string> {
    await this.stop();
    return this.start();
  }

  /** `Kind name` or `Kind namespace/name`, sorted. */
  names(): readonly string[] {
    return [...this.objects.values()].map(nameOf).sort();
  }

  object(name: string): KubernetesObject | undefined {
    return [...this.objects.values()].find(object => nameOf(object) === name);
  }

  /** Puts an object there, as a controller does: it is no write of Pulumi's. */
  put(object: KubernetesObject): void {
    const resource = this.resources().find(({ apiVersion, kind }) => apiVersion === object.apiVersion && kind === object.kind)!;
    const { namespace, name } = object.metadata;
    const path = `${rootOf(resource.apiVersion)}${namespace === undefined ? '' : `/namespaces/${namespace}`}/${resource.plural}/${name}`;
    this.keep(path, object);
  }

  private async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url!, 'http://127.0.0.1');
    try {
      const chunks: Buffer[] = [];
      for await (const chunk of request) {
        chunks.push(chunk as Buffer);
      }
      const discovered = this.discovery(url.pathname);
      if (discovered === EMPTY) {
        response.setHeader('content-type', 'application/com.github.proto-openapi.spec.v2.v1.0+protobuf').end();
      } else if (url.searchParams.get('watch')) {
        this.watch(url, response);
      } else {
        send(response, 200, discovered ?? this.act(request.method!, url, Buffer.concat(chunks).toString()));
      }
    } catch (error) {
      const { code, reason, message, details } = error instanceof Refusal ? error : new Refusal(500, 'InternalError', String(error));
      send(response, code, { kind: 'Status', apiVersion: 'v1', metadata: {}, status: 'Failure', code, reason, message, details });
    }
  }

  private resources(): readonly Resource[] {
    const definitions = [...this.objects.values()].filter(object => object.kind === 'CustomResourceDefinition');
    return [...BUILT_IN, ...this.kinds, ...definitions.flatMap(definition => {
      const { group, scope, names, versions } = definition.spec as {
        group: string; scope: string; names: { kind: string; plural: string }; versions: readonly { name: string }[];
      };
      return versions.map(({ name }) => ({ apiVersion: `${group}/${name}`, kind: names.kind, plural: names.plural, namespaced: scope === 'Namespaced' }));
    })];
  }

  private discovery(path: string): unknown {
    const versions = [...new Set(this.resources().map(resource => resource.apiVersion))];
    if (path === '/version') {
      return { major: '1', minor: '34', gitVersion: 'v1.34.1' };
    }
    if (path === '/openapi/v2') {
      return EMPTY;
    }
    if (path === '/api') {
      return { kind: 'APIVersions', versions: ['v1'] };
    }
    if (path === '/apis') {
      const all = versions.filter(version => version !== 'v1').map(groupVersion => ({ groupVersion, version: groupVersion.split('/')[1] }));
      const groups = [...new Set(all.map(({ groupVersion }) => groupVersion.split('/')[0]))].map(name => {
        const own = all.filter(({ groupVersion }) => groupVersion.startsWith(`${name}/`));
        return { name, versions: own, preferredVersion: own[0] };
      });
      return { kind: 'APIGroupList', apiVersion: 'v1', groups };
    }
    const groupVersion = versions.find(version => path === `${rootOf(version)}`);
    return groupVersion && {
      kind: 'APIResourceList', apiVersion: 'v1', groupVersion,
      resources: this.resources().filter(({ apiVersion }) => apiVersion === groupVersion).map(({ kind, plural, namespaced }) => (
        { name: plural, singularName: '', namespaced, kind, verbs: ['create', 'delete', 'get', 'list', 'patch', 'update', 'watch'] })),
    };
  }

  private targetOf(path: string): Target {
    for (const resource of this.resources()) {
      const found = new RegExp(`^${rootOf(resource.apiVersion)}(?:/namespaces/([^/]+))?/${resource.plural}(?:/([^/]+))?$`).exec(path);
      if (found) {
        return { resource, namespace: found[1], name: found[2] };
      }
    }
    throw new Refusal(404, 'NotFound', 'the server could not find the requested resource');
  }

  private act(method: string, url: URL, body: string): unknown {
    const target = this.targetOf(url.pathname);
    const real = !url.searchParams.has('dryRun');
    const live = this.objects.get(url.pathname);
    if (method === 'GET' && target.name === undefined) {
      const items = [...this.objects].filter(([path]) => isBelow(path, url.pathname)).map(([, object]) => object);
      return { kind: `${target.resource.kind}List`, apiVersion: target.resource.apiVersion, metadata: { resourceVersion: `${this.version}` }, items };
    }
    if (method === 'POST') {
      const object = parse(body) as KubernetesObject;
      return this.write('create', `${url.pathname}/${object.metadata.name}`, target, object, real);
    }
    if (live === undefined) {
      throw Refusal.notFound(target.resource.plural, target.name!);
    }
    if (method === 'DELETE') {
      this.remove(url.pathname, live);
      return { kind: 'Status', apiVersion: 'v1', metadata: {}, status: 'Success' };
    }
    return method === 'GET' ? live : this.write('update', url.pathname, target, parse(body) as KubernetesObject, real);
  }

  /** One manager applies all fields of an object here, so that applying replaces it. */
  private write(verb: 'create' | 'update', path: string, target: Target, object: KubernetesObject, real: boolean): KubernetesObject {
    const live = this.objects.get(path);
    if (verb === 'create' && live) {
      throw new Refusal(409, 'AlreadyExists', `${target.resource.plural} "${object.metadata.name}" already exists`);
    }
    if (target.namespace !== undefined && !this.objects.has(`/api/v1/namespaces/${target.namespace}`)) {
      throw Refusal.notFound('namespaces', target.namespace);
    }
    const { metadata, ...fields } = withoutStringData(object);
    const made = { ...(live?.status !== undefined && { status: live.status }), ...fields, metadata: { ...metadata, namespace: target.namespace } };
    if (!real) {
      return this.versioned(path, made);
    }
    const kept = this.keep(path, made);
    this.writes.push(`${verb} ${nameOf(kept)}`);
    setImmediate(() => { this.react(this, kept); });
    return kept;
  }

  private keep(path: string, object: KubernetesObject): KubernetesObject {
    const verb = this.objects.has(path) ? 'MODIFIED' : 'ADDED';
    const kept = this.versioned(path, object);
    this.version += 1;
    this.objects.set(path, kept);
    this.tell(verb, path, kept);
    return kept;
  }

  private versioned(path: string, object: KubernetesObject): KubernetesObject {
    const version = this.version + 1;
    const uid = this.objects.get(path)?.metadata.uid ?? `uid-${version}`;
    return { ...object, metadata: { ...object.metadata, uid, resourceVersion: `${version}` } } as KubernetesObject;
  }

  private remove(path: string, object: KubernetesObject): void {
    this.objects.delete(path);
    this.writes.push(`delete ${nameOf(object)}`);
    this.tell('DELETED', path, object);
  }

  private watch(url: URL, response: ServerResponse): void {
    this.targetOf(url.pathname);
    if (url.searchParams.has('sendInitialEvents')) {
      // Clients list and then watch where a server has no streaming lists.
      throw new Refusal(422, 'Invalid', 'sendInitialEvents is forbidden for watch unless the WatchList feature gate is enabled');
    }
    const watch = { prefix: url.pathname, response };
    this.watches.add(watch);
    response.on('close', () => this.watches.delete(watch));
    response.setHeader('content-type', 'application/json').flushHeaders();
  }

  private tell(type: string, path: string, object: KubernetesObject): void {
    for (const { prefix, response } of this.watches) {
      if (isBelow(path, prefix)) {
        response.write(`${JSON.stringify({ type, object })}\n`);
      }
    }
  }
}

const EMPTY = Symbol('an empty OpenAPI document');

function send(response: ServerResponse, code: number, body: unknown): void {
  response.writeHead(code, { 'content-type': 'application/json' }).end(JSON.stringify(body));
}
