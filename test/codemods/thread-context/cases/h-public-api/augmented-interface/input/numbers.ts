declare module './tool' {
  interface Tool {
    run(input: number): Promise<string>;
  }
}

export {};
