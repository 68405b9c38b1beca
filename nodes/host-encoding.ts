/** What every host of JavaScript has, browser and Node alike, although it is no part of the language (the Encoding standard). */
interface Host {
  readonly TextDecoder: new (
    label: string,
    options?: { readonly fatal?: boolean; readonly ignoreBOM?: boolean },
  ) => { decode(bytes: Uint8Array): string };
  readonly TextEncoder: new () => { encode(text: string): Uint8Array };
}

export const { TextDecoder, TextEncoder } = globalThis as unknown as Host;
