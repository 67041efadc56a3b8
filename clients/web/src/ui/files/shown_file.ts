// SPDX-License-Identifier: GPL-3.0-or-later
// A file as it is shown: how large its picture stands, what plays it, what it is called.
import { locale } from "../../i18n";
import type { IconName } from "../icon";

export interface ShownFile {
  readonly id: string;
  readonly name: string;
  readonly mediaType: string;
  readonly sizeBytes: number;
  // In pixels; 0 where unknown.
  readonly width: number;
  readonly height: number;
  readonly hasThumbnail: boolean;
  // Of sound and video: the file with its captions, or "".
  readonly captions: string;
  // What somebody said is in the picture, or "".
  readonly alt: string;
}

// From here on it is worth saying before it is fetched.
export const largeBytes = 5_000_000;

export const fileHref = (id: string): string => `/files/${id}`;
export const smallHref = (id: string): string => `/files/${id}?thumbnail`;
export const downloadHref = (id: string): string => `/files/${id}?download`;

const pictures = /^image\/(png|jpeg|gif|webp|avif)$/;

export function kindOf({ mediaType, width, height }: Pick<ShownFile, "mediaType" | "width" | "height">): "picture" | "video" | "audio" | "other" {
  if (pictures.test(mediaType) && width > 0 && height > 0) return "picture";
  if (mediaType.startsWith("video/") && plays("video", mediaType)) return "video";
  if (mediaType.startsWith("audio/") && plays("audio", mediaType)) return "audio";
  return "other";
}
const plays = (element: "video" | "audio", mediaType: string): boolean =>
  typeof document !== "undefined" && document.createElement(element).canPlayType(mediaType) !== "";

export function iconOf(mediaType: string): IconName {
  if (mediaType.startsWith("image/")) return "picture";
  if (mediaType.startsWith("video/")) return "film";
  if (mediaType.startsWith("audio/")) return "sound";
  return "page";
}

// As large as fits; small ones are not blown up.
export function fitted({ width, height }: Pick<ShownFile, "width" | "height">, most: { readonly width: number; readonly height: number }): { width: number; height: number } {
  const scale = Math.min(1, most.width / width, most.height / height);
  return { width: Math.max(1, Math.round(width * scale)), height: Math.max(1, Math.round(height * scale)) };
}

// "340 kB", "1.2 MB".
export function formatBytes(bytes: number): string {
  const [unit, value] = bytes < 1000 ? (["byte", bytes] as const) : bytes < 999_500 ? (["kilobyte", bytes / 1000] as const) : (["megabyte", bytes / 1_000_000] as const);
  const maximumFractionDigits = unit === "megabyte" && value < 10 ? 1 : 0;
  return new Intl.NumberFormat(locale.value, { style: "unit", unit, unitDisplay: unit === "byte" ? "long" : "short", maximumFractionDigits }).format(value);
}
export const formatPercent = (part: number): string => new Intl.NumberFormat(locale.value, { style: "percent", maximumFractionDigits: 0 }).format(part);
