export declare const isCode: (text: string) => boolean;
