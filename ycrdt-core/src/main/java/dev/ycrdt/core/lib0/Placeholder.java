package dev.ycrdt.core.lib0;

/** Keeps an exported package from being empty; goes with the first real class. */
interface Placeholder {}
