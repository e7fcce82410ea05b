/** {@code ./sluice demo}: what a shop does with Sluice, told with real HTTP calls and checked step by step. */
package io.sluice.stack.demo;
