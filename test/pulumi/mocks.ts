import * as pulumi from '@pulumi/pulumi';

/** A resource as the engine would have been told of it. */
export interface Registered {
  readonly urn: string;
  readonly type: string;
  readonly name: string;
  readonly inputs: Readonly<Record<string, any>>;
  readonly provider: string;
  /** False for a component. */
  readonly custom: boolean;
  readonly dependencies: readonly string[];
  readonly parent: string;
  /** Set for what is only read. */
  readonly id?: string;
  readonly protect: boolean;
  readonly retainOnDelete: boolean;
  readonly ignoreChanges: readonly string[];
  readonly secretOutputs: readonly string[];
  readonly aliases: readonly { readonly type: string; readonly name: string; readonly parent: string; readonly urn: string }[];
  readonly timeouts?: { readonly create: string; readonly update: string };
}

export interface MockOptions {
  /** Whether the run is a preview: then nothing that is new has an id. */
  readonly preview?: boolean;
  /** What a read or a registration gives back beside its inputs. */
  readonly state?: (args: pulumi.runtime.MockResourceArgs) => Readonly<Record<string, unknown>>;
}

const SECRET = '4dabf18193072939515e22adb298388d';

/**
 * Puts mocks in the place of the engine, and records what it would be told. The classes of Pulumi's mocks hide dependencies, aliases and most
 * options, so the requests themselves are looked at: they are alike in all versions.
 */
export async function mockEngine({ preview = false, state = () => ({}) }: MockOptions = {}): Promise<readonly Registered[]> {
  const registered: Registered[] = [];
  await pulumi.runtime.setMocks({
    newResource: args => ({ id: args.id || (preview ? undefined : `${args.name}-id`), state: { ...args.inputs, ...state(args) } }),
    call: () => ({}),
  }, 'project', 'stack', preview);
  const monitor = (pulumi.runtime as any).getMonitor();
  for (const method of ['registerResource', 'readResource'] as const) {
    const original = monitor[method].bind(monitor);
    monitor[method] = (request: any, callback: any) => original(request, (error: unknown, response: any) => {
      if (!error) {
        registered.push(recorded(request, response.getUrn(), method === 'readResource'));
      }
      callback(error, response);
    });
  }
  return registered;
}

/** Waits until everything that was asked for has been registered. */
export async function settled(): Promise<void> {
  await (pulumi.runtime as any).waitForRPCs();
}

/** The value of an Output, in a test. */
export function valueOf<T>(output: pulumi.Output<T>): Promise<T> {
  return (output as any).promise();
}

function recorded(request: any, urn: string, isRead: boolean): Registered {
  const object = (isRead ? request.getProperties() : request.getObject()).toJavaScript();
  const timeouts = isRead ? undefined : request.getCustomtimeouts();
  return {
    urn, type: request.getType(), name: request.getName(), inputs: object, provider: request.getProvider(), parent: request.getParent(),
    dependencies: request.getDependenciesList(), custom: isRead || request.getCustom() === true,
    ...(isRead && { id: request.getId() }),
    protect: !isRead && request.getProtect() === true,
    retainOnDelete: !isRead && request.getRetainondelete() === true,
    ignoreChanges: isRead ? [] : request.getIgnorechangesList(),
    secretOutputs: request.getAdditionalsecretoutputsList(),
    aliases: isRead ? [] : request.getAliasesList().map((alias: any) => ({
      urn: alias.getUrn(), type: alias.getSpec()?.getType() ?? '', name: alias.getSpec()?.getName() ?? '', parent: alias.getSpec()?.getParenturn() ?? '',
    })),
    ...(timeouts && { timeouts: { create: timeouts.getCreate(), update: timeouts.getUpdate() } }),
  };
}

/** Whether a value travelled as a secret. */
export function isSecretValue(value: any): boolean {
  return value?.[SECRET] === '1b47061264138c4ac30d75fd1eb44270';
}
