package dev.ycrdt.core;

/**
 * How much a decoder accepts before it refuses input with {@link LimitExceededException}.
 *
 * <p>Two presets: {@link #trusted()} for bytes that this program stored itself, {@link
 * #untrusted()} for bytes from a network. {@link #toBuilder()} changes single settings:
 *
 * <pre>{@code
 * DecodeLimits limits = DecodeLimits.untrusted().toBuilder().maxBytes(1 << 20).build();
 * }</pre>
 *
 * <table>
 * <caption>Settings; a value equal to the limit is accepted</caption>
 * <tr><th>setting</th><th>trusted</th><th>untrusted</th><th>why</th></tr>
 * <tr><td>maxBytes</td><td>2<sup>31</sup>-9</td><td>64 MiB</td><td>hundreds of times the size of a long article with its whole history</td></tr>
 * <tr><td>maxStructs</td><td>2<sup>31</sup>-9</td><td>4,000,000</td><td>at 64 bytes a struct this holds an update to 256 MB of heap; a document of 260,000 keystrokes has about 10,000</td></tr>
 * <tr><td>maxClients</td><td>2<sup>31</sup>-9</td><td>250,000</td><td>every page load that edits is a client; each costs a few hundred bytes in the store</td></tr>
 * <tr><td>maxDeleteRanges</td><td>2<sup>31</sup>-9</td><td>4,000,000</td><td>a range cannot be rarer than the structs it deletes</td></tr>
 * <tr><td>maxDepth</td><td>1,000</td><td>128</td><td>the depth at which yrs stops as well; deeper JSON is an attack on someone's stack</td></tr>
 * <tr><td>maxStringBytes</td><td>2<sup>31</sup>-9</td><td>16 MiB</td><td>far more than one run of typed or pasted text</td></tr>
 * <tr><td>maxKeys</td><td>2<sup>31</sup>-9</td><td>100,000</td><td>a larger collection belongs into a shared map</td></tr>
 * <tr><td>maxPendingStructs</td><td>2<sup>31</sup>-9</td><td>1,000,000</td><td>a peer can send structs that never become applicable</td></tr>
 * <tr><td>maxPendingBytes</td><td>2<sup>31</sup>-9</td><td>16 MiB</td><td>as for the number of waiting structs</td></tr>
 * <tr><td>maxTypeDepth</td><td>100,000</td><td>512</td><td>each change pays for its depth when paths and deep observers are served</td></tr>
 * <tr><td>maxSubdocuments</td><td>2<sup>31</sup>-9</td><td>10,000</td><td>a subdocument takes 8 bytes of an update and 1.7 KB of heap</td></tr>
 * <tr><td>maxRepeatedStructs</td><td>2<sup>31</sup>-9</td><td>200,000</td><td>a run of format V2 makes any number of structs of a few bytes</td></tr>
 * </table>
 *
 * <p>2<sup>31</sup>-9 is what a Java array can hold on every virtual machine. Immutable and safe
 * for use by any thread.
 */
public final class DecodeLimits {
  private static final int MAX_ARRAY = Integer.MAX_VALUE - 8;

  private static final DecodeLimits TRUSTED = new Builder().build();

  private static final DecodeLimits UNTRUSTED =
      new Builder()
          .maxBytes(64 << 20)
          .maxStructs(4_000_000)
          .maxClients(250_000)
          .maxDeleteRanges(4_000_000)
          .maxDepth(128)
          .maxStringBytes(16 << 20)
          .maxKeys(100_000)
          .maxPendingStructs(1_000_000)
          .maxPendingBytes(16 << 20)
          .maxTypeDepth(512)
          .maxSubdocuments(10_000)
          .maxRepeatedStructs(200_000)
          .build();

  private final int maxBytes;
  private final int maxStructs;
  private final int maxClients;
  private final int maxDeleteRanges;
  private final int maxDepth;
  private final int maxStringBytes;
  private final int maxKeys;
  private final int maxPendingStructs;
  private final int maxPendingBytes;
  private final int maxTypeDepth;
  private final int maxSubdocuments;
  private final int maxRepeatedStructs;

  private DecodeLimits(Builder from) {
    maxBytes = from.maxBytes;
    maxStructs = from.maxStructs;
    maxClients = from.maxClients;
    maxDeleteRanges = from.maxDeleteRanges;
    maxDepth = from.maxDepth;
    maxStringBytes = from.maxStringBytes;
    maxKeys = from.maxKeys;
    maxPendingStructs = from.maxPendingStructs;
    maxPendingBytes = from.maxPendingBytes;
    maxTypeDepth = from.maxTypeDepth;
    maxSubdocuments = from.maxSubdocuments;
    maxRepeatedStructs = from.maxRepeatedStructs;
  }

  /** {@return limits for input from a source that is as trusted as the program itself} */
  public static DecodeLimits trusted() {
    return TRUSTED;
  }

  /** {@return limits for input that anyone may have made} */
  public static DecodeLimits untrusted() {
    return UNTRUSTED;
  }

  /** {@return a builder that starts with these limits} */
  public Builder toBuilder() {
    return new Builder(this);
  }

  /** {@return the largest accepted size in bytes of one encoded update} */
  public int maxBytes() {
    return maxBytes;
  }

  /**
   * {@return the largest accepted number of structs in one update, after run lengths are expanded}
   */
  public int maxStructs() {
    return maxStructs;
  }

  /** {@return the largest accepted number of clients in one update, delete set or state vector} */
  public int maxClients() {
    return maxClients;
  }

  /** {@return the largest accepted number of ranges in one delete set} */
  public int maxDeleteRanges() {
    return maxDeleteRanges;
  }

  /**
   * {@return the largest accepted nesting depth of arrays and objects inside one value, binary or
   * JSON}
   */
  public int maxDepth() {
    return maxDepth;
  }

  /** {@return the largest accepted size in bytes of one UTF-8 string} */
  public int maxStringBytes() {
    return maxStringBytes;
  }

  /** {@return the largest accepted number of members of one object inside a value} */
  public int maxKeys() {
    return maxKeys;
  }

  /** {@return the largest accepted number of structs that wait for missing updates} */
  public int maxPendingStructs() {
    return maxPendingStructs;
  }

  /**
   * {@return the largest accepted size in bytes of the encoded structs and deletes that wait for
   * missing updates}
   */
  public int maxPendingBytes() {
    return maxPendingBytes;
  }

  /** {@return the largest accepted nesting depth of shared types} */
  public int maxTypeDepth() {
    return maxTypeDepth;
  }

  /** {@return the largest accepted number of subdocuments in one update} */
  public int maxSubdocuments() {
    return maxSubdocuments;
  }

  /**
   * {@return the largest accepted number of structs in one update beyond one for every two of its
   * bytes, which only runs of format V2 can make}
   */
  public int maxRepeatedStructs() {
    return maxRepeatedStructs;
  }

  /**
   * Collects settings; starts from {@link DecodeLimits#toBuilder()}. Not safe for use by several
   * threads.
   */
  public static final class Builder {
    private int maxBytes = MAX_ARRAY;
    private int maxStructs = MAX_ARRAY;
    private int maxClients = MAX_ARRAY;
    private int maxDeleteRanges = MAX_ARRAY;
    private int maxDepth = 1_000;
    private int maxStringBytes = MAX_ARRAY;
    private int maxKeys = MAX_ARRAY;
    private int maxPendingStructs = MAX_ARRAY;
    private int maxPendingBytes = MAX_ARRAY;
    private int maxTypeDepth = 100_000;
    private int maxSubdocuments = MAX_ARRAY;
    private int maxRepeatedStructs = MAX_ARRAY;

    private Builder() {}

    private Builder(DecodeLimits from) {
      maxBytes = from.maxBytes;
      maxStructs = from.maxStructs;
      maxClients = from.maxClients;
      maxDeleteRanges = from.maxDeleteRanges;
      maxDepth = from.maxDepth;
      maxStringBytes = from.maxStringBytes;
      maxKeys = from.maxKeys;
      maxPendingStructs = from.maxPendingStructs;
      maxPendingBytes = from.maxPendingBytes;
      maxTypeDepth = from.maxTypeDepth;
      maxSubdocuments = from.maxSubdocuments;
      maxRepeatedStructs = from.maxRepeatedStructs;
    }

    /**
     * Sets the largest accepted size in bytes of one encoded update.
     *
     * @throws IllegalArgumentException if {@code maximum} is less than 1
     */
    public Builder maxBytes(int maximum) {
      maxBytes = positive("maxBytes", maximum);
      return this;
    }

    /**
     * Sets the largest accepted number of structs in one update, after run lengths are expanded.
     *
     * @throws IllegalArgumentException if {@code maximum} is less than 1
     */
    public Builder maxStructs(int maximum) {
      maxStructs = positive("maxStructs", maximum);
      return this;
    }

    /**
     * Sets the largest accepted number of clients in one update, delete set or state vector.
     *
     * @throws IllegalArgumentException if {@code maximum} is less than 1
     */
    public Builder maxClients(int maximum) {
      maxClients = positive("maxClients", maximum);
      return this;
    }

    /**
     * Sets the largest accepted number of ranges in one delete set.
     *
     * @throws IllegalArgumentException if {@code maximum} is less than 1
     */
    public Builder maxDeleteRanges(int maximum) {
      maxDeleteRanges = positive("maxDeleteRanges", maximum);
      return this;
    }

    /**
     * Sets the largest accepted nesting depth of arrays and objects inside one value, binary or
     * JSON.
     *
     * @throws IllegalArgumentException if {@code maximum} is less than 1
     */
    public Builder maxDepth(int maximum) {
      maxDepth = positive("maxDepth", maximum);
      return this;
    }

    /**
     * Sets the largest accepted size in bytes of one UTF-8 string.
     *
     * @throws IllegalArgumentException if {@code maximum} is less than 1
     */
    public Builder maxStringBytes(int maximum) {
      maxStringBytes = positive("maxStringBytes", maximum);
      return this;
    }

    /**
     * Sets the largest accepted number of members of one object inside a value.
     *
     * @throws IllegalArgumentException if {@code maximum} is less than 1
     */
    public Builder maxKeys(int maximum) {
      maxKeys = positive("maxKeys", maximum);
      return this;
    }

    /**
     * Sets the largest accepted number of structs that wait for missing updates.
     *
     * @throws IllegalArgumentException if {@code maximum} is less than 1
     */
    public Builder maxPendingStructs(int maximum) {
      maxPendingStructs = positive("maxPendingStructs", maximum);
      return this;
    }

    /**
     * Sets the largest accepted size in bytes of the encoded structs and deletes that wait for
     * missing updates.
     *
     * @throws IllegalArgumentException if {@code maximum} is less than 1
     */
    public Builder maxPendingBytes(int maximum) {
      maxPendingBytes = positive("maxPendingBytes", maximum);
      return this;
    }

    /**
     * Sets the largest accepted nesting depth of shared types.
     *
     * @throws IllegalArgumentException if {@code maximum} is less than 1
     */
    public Builder maxTypeDepth(int maximum) {
      maxTypeDepth = positive("maxTypeDepth", maximum);
      return this;
    }

    /**
     * Sets the largest accepted number of subdocuments in one update.
     *
     * @throws IllegalArgumentException if {@code maximum} is less than 1
     */
    public Builder maxSubdocuments(int maximum) {
      maxSubdocuments = positive("maxSubdocuments", maximum);
      return this;
    }

    /**
     * Sets the largest accepted number of structs in one update beyond one for every two of its
     * bytes.
     *
     * @throws IllegalArgumentException if {@code maximum} is less than 1
     */
    public Builder maxRepeatedStructs(int maximum) {
      maxRepeatedStructs = positive("maxRepeatedStructs", maximum);
      return this;
    }

    /** {@return the limits collected so far} */
    public DecodeLimits build() {
      return new DecodeLimits(this);
    }

    private static int positive(String setting, int maximum) {
      if (maximum < 1) {
        throw new IllegalArgumentException(setting + " must be at least 1, got " + maximum);
      }
      return maximum;
    }
  }
}
