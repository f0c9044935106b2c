import * as pulumi from '@pulumi/pulumi';

/** What messages call it. */
export const KIND_OF_PROVIDER = 'a provider of package kubernetes (new kubernetes.Provider(...))';

/** Whether something is a provider of Kubernetes, of whatever copy of Pulumi. */
export function isProvider(value: unknown): value is pulumi.ProviderResource {
  return pulumi.Resource.isInstance(value) && (value as { readonly pkg?: unknown }).pkg === 'kubernetes';
}

/** Whether something is a function that may return a provider: an async one gives a promise, and a class cannot be called. */
export function isMaker(value: unknown): boolean {
  return typeof value === 'function' && !/^(class|async)\b/.test(Function.prototype.toString.call(value));
}
